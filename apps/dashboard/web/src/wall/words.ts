import type { PageWords } from '../text/page-words.js';

export const words: PageWords = {
  vi: {
    title: 'Màn hình họp',
    sheets: { figures: 'Năm chỉ số', units: 'Đơn vị cần xử lý trước', alerts: 'Cảnh báo đang mở' },
    previous: 'Màn trước',
    next: 'Màn sau',
    pause: 'Dừng',
    play: 'Chạy',
    place: '{{n}} / {{of}}',
    leave: 'Về tổng quan',
    more: 'và {{count}} cảnh báo khác',
  },
  en: {
    title: 'Meeting screen',
    sheets: { figures: 'Five figures', units: 'Units to act on first', alerts: 'Open alerts' },
    previous: 'Sheet before',
    next: 'Next sheet',
    pause: 'Pause',
    play: 'Play',
    place: '{{n}} / {{of}}',
    leave: 'To the overview',
    more: 'and {{count}} more',
  },
};
