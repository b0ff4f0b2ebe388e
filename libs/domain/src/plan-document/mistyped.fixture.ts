/** Accents lost or wrong, or letters in pieces: as texts are typed. */
export function mistyped(text: string, typos: number): string {
  if (typos === 1) return text.normalize('NFD');
  if (typos === 2) return text.replaceAll('giảm', 'giãm').replaceAll('tỷ lệ', 'ti lệ').replaceAll('hộ cận nghèo', 'hô cân nghèo');
  return typos === 3 ? text.replaceAll('hộ nghèo', 'hộ  nghéo').replaceAll('kế hoạch', 'kê hoạch') : text;
}
