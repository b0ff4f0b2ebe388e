/** Why a document cannot be read; each with what to do, in both languages. */
const REFUSALS = {
  'too-large': {
    vi: 'Tệp quá lớn cho một văn bản kế hoạch; hãy gửi phần chữ, không kèm ảnh.',
    en: 'The file is too large for a plan; send its text without pictures.',
  },
  'pdf-without-text': {
    vi: 'PDF này là bản quét, không có chữ; hãy gửi tệp Word gốc, hoặc chạy nhận dạng chữ (OCR) rồi gửi lại.',
    en: 'This PDF is a scan without text; send the Word file it came from, or run text recognition (OCR) and send the result.',
  },
  'password-needed': {
    vi: 'Tệp có mật khẩu; hãy lưu lại không mật khẩu rồi gửi.',
    en: 'The file has a password; save it without one and send it again.',
  },
  'old-word': {
    vi: 'Tệp .doc đời cũ; hãy mở bằng Word hoặc LibreOffice và lưu thành .docx.',
    en: 'An old .doc file; open it in Word or LibreOffice and save it as .docx.',
  },
  'not-a-document': {
    vi: 'Không phải văn bản: chỉ đọc .docx, PDF có chữ, văn bản thường và Markdown.',
    en: 'Not a document: .docx, PDF with text, plain text and Markdown are read.',
  },
  damaged: {
    vi: 'Tệp bị hỏng hoặc bị cắt; hãy xuất lại và gửi lại.',
    en: 'The file is damaged or cut short; export it again.',
  },
  'unpacks-too-large': {
    vi: 'Tệp nén giải ra quá lớn; không đọc.',
    en: 'The file unpacks to more than any plan holds; it is not read.',
  },
  'encoding-unknown': {
    vi: 'Không đọc được bảng mã; hãy lưu dạng UTF-8.',
    en: 'The encoding is not known; save it as UTF-8.',
  },
  'too-many-pages': {
    vi: 'Quá nhiều trang cho một văn bản kế hoạch; hãy tách phần kế hoạch ra.',
    en: 'Too many pages for a plan; send the plan alone.',
  },
} as const;

export type DocumentRefusal = keyof typeof REFUSALS;

export class DocumentRefused extends Error {
  readonly detail: { vi: string; en: string };

  constructor(readonly reason: DocumentRefusal) {
    super(`${reason}: ${REFUSALS[reason].en}`);
    this.detail = REFUSALS[reason];
  }
}
