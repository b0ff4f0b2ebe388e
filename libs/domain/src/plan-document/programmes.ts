/** A project as its programme's decision names it, told by the words that no other project has. */
interface ProjectName {
  programme: string;
  project: string;
  subProject?: string;
  words: RegExp;
}

const of = (programme: string, project: string, words: RegExp, subProject?: string): ProjectName => ({
  programme,
  project,
  words,
  ...(subProject !== undefined && { subProject }),
});

/** QĐ 90/QĐ-TTg (GNBV) and QĐ 1719/QĐ-TTg (DTTS1719). Sub-projects stand before the project that holds them. */
const PROJECT_NAMES: readonly ProjectName[] = [
  of('GNBV', 'DA1', /ha tang kinh te.{0,20}(huyen ngheo|bai ngang)|ha tang kt-?xh.{0,20}(huyen ngheo|bai ngang)/),
  of('GNBV', 'DA2', /da dang hoa sinh ke|mo hinh giam ngheo/),
  of('GNBV', 'DA3', /cai thien dinh duong(?!.*san xuat)/, 'TDA2'),
  of('GNBV', 'DA3', /phat trien san xuat.{0,40}dinh duong/),
  of('GNBV', 'DA3', /phat trien san xuat trong linh vuc nong nghiep/, 'TDA1'),
  of('GNBV', 'DA4', /giao duc nghe nghiep.{0,10}viec lam ben vung/),
  of('GNBV', 'DA4', /giao duc nghe nghiep vung ngheo/, 'TDA1'),
  of('GNBV', 'DA4', /di lam viec o nuoc ngoai/, 'TDA2'),
  of('GNBV', 'DA4', /ho tro viec lam ben vung/, 'TDA3'),
  of('GNBV', 'DA5', /nha o cho ho ngheo,? (va )?(ho )?can ngheo/),
  of('GNBV', 'DA6', /truyen thong va giam ngheo ve thong tin/),
  of('GNBV', 'DA6', /giam ngheo ve thong tin/, 'TDA1'),
  of('GNBV', 'DA6', /truyen thong ve giam ngheo da chieu/, 'TDA2'),
  of('GNBV', 'DA7', /nang cao nang luc.{0,10}giam sat,? danh gia/),
  of('GNBV', 'DA7', /nang cao nang luc thuc hien/, 'TDA1'),
  of('GNBV', 'DA7', /^(hoat dong )?giam sat,? danh gia/, 'TDA2'),
  of('DTTS1719', 'DA1', /thieu dat o.{0,10}nha o/),
  of('DTTS1719', 'DA2', /on dinh dan cu/),
  of('DTTS1719', 'DA3', /nong,? lam nghiep ben vung|theo chuoi gia tri/),
  of('DTTS1719', 'DA4', /ha tang thiet yeu/),
  of('DTTS1719', 'DA5', /nang cao chat luong nguon nhan luc/),
  of('DTTS1719', 'DA6', /gia tri van hoa truyen thong/),
  of('DTTS1719', 'DA7', /suc khoe nhan dan|tam voc/),
  of('DTTS1719', 'DA8', /binh dang gioi/),
  of('DTTS1719', 'DA9', /rat it nguoi/),
  of('DTTS1719', 'DA10', /truyen thong,? tuyen truyen,? van dong.{0,80}giam sat/),
];

const PROGRAMMES: readonly [string, RegExp][] = [
  ['GNBV', /giam ngheo ben vung|\bgnbv\b/],
  ['DTTS1719', /dong bao (dtts|dan toc thieu so)|\bdtts ?(&|va) ?mn\b|\b1719\b/],
  ['NTM', /nong thon moi|\bntm\b/],
];

/** Projects whose name stands in the words, the one written first first. */
export const projectsNamed = (folded: string): ProjectName[] =>
  PROJECT_NAMES.flatMap((name) => {
    const at = folded.search(name.words);
    return at < 0 ? [] : [{ name, at }];
  })
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name);

export const programmesIn = (folded: string): string[] =>
  PROGRAMMES.filter(([, words]) => words.test(folded)).map(([programme]) => programme);

/** The one programme that is named; null for none or several. */
export function programmeIn(folded: string): string | null {
  const named = programmesIn(folded);
  return named.length === 1 ? named[0]! : null;
}
