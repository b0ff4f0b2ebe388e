import type { PageWords } from '../text/page-words.js';

export const words: PageWords = {
  vi: {
    title: 'Giải trình',
    about: 'Điều đã hỏi các đơn vị, đến hạn trước đứng trước; chấp nhận giải trình khép lại câu hỏi, không khép lại cảnh báo.',
    waiting: 'Giải trình chờ {{count}}',
    all: 'Đang chờ',
    unit: 'Đơn vị',
    what: 'Về',
    question: 'Điều cần giải trình',
    state: 'Tình trạng',
    due: 'Hạn',
    late: 'quá hạn {{count}} ngày',
    left: 'còn {{count}} ngày',
    today: 'hôm nay',
    none: 'Không có giải trình nào.',
  },
  en: {
    title: 'Explanations',
    about: 'What units were asked, the first due first; accepting an explanation closes the question, not the alert.',
    waiting: 'Explanations waiting: {{count}}',
    all: 'Waiting',
    unit: 'Unit',
    what: 'About',
    question: 'Question',
    state: 'State',
    due: 'Due',
    late: '{{count}} days late',
    left: '{{count}} days left',
    today: 'today',
    none: 'There is no explanation.',
  },
};
