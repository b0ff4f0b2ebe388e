import { notFound, type ProblemError } from './problem.js';

/** The same words for a unit that is not there and one that the viewer does not see: existence is not told. */
export const unseenUnit = (): ProblemError =>
  notFound({
    vi: 'Không có đơn vị này trong phạm vi bạn được xem.',
    en: 'There is no such unit among those you may see.',
  });

/** Words for a write outside of what the viewer may capture, whether or not the unit is there. */
export const OUTSIDE_CAPTURE = {
  vi: 'Đơn vị này ở ngoài phạm vi bạn được nhập; hãy dùng mã một đơn vị của bạn.',
  en: 'This unit is outside of what you may write; use the code of a unit of yours.',
};
