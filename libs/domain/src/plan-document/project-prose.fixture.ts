/** Project by project in sentences, in one of four layouts; the first with the sources of its money. */
export function projectProse(
  projects: readonly (readonly [string, string, string, string])[],
  amounts: number[],
  money: (trieu: number) => string,
  { choice, hasPartWrong }: { choice: number; hasPartWrong: boolean },
): string[] {
  return amounts.flatMap((amount, i) => {
    const [, , number, name] = projects[i]!;
    const local = Math.floor(amount / 5);
    const central = amount - local + (hasPartWrong ? 3 : 0);
    const parts = i > 0 ? '' : `, gồm: ngân sách trung ương ${money(central)}, ngân sách huyện ${money(local)}`;
    const layouts = [
      [
        `${i + 1}. ${number}: ${name}`,
        `Kinh phí: ${money(amount)}${parts}.`,
        'Phân công thực hiện: UBND xã chủ trì, phối hợp với các đoàn thể.',
      ],
      [`${i + 1}. ${number}: ${name}: ${money(amount)}${parts}.`],
      [`- ${number} - ${name}, kinh phí ${money(amount)}${parts}.`],
      [
        `${i + 1}) ${number}. ${name}`,
        'a) Nội dung: hỗ trợ các hộ theo quy định.',
        `b) Kinh phí thực hiện: ${money(amount)}${parts}.`,
      ],
    ];
    return layouts[choice % layouts.length]!;
  });
}
