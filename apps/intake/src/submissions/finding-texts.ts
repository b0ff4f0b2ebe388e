/** Every finding: stable code → [vi, en]. `{name}` is filled in. Clients decide by the code, people read the text. */
export const FINDING_TEXTS = {
  'json-malformed': ['Không phải JSON đúng: sai ở cột {column}.', 'Not JSON: it goes wrong at column {column}.'],
  'json-too-deep': ['JSON lồng quá sâu (hơn 32 lớp).', 'The JSON is nested too deep (more than 32 levels).'],
  'json-not-a-number': [
    'JSON không có NaN hay Infinity; nếu chưa có số thì bỏ trường này.',
    'JSON has no NaN or Infinity; leave the field out when there is no number.',
  ],
  'json-duplicate-key': ['Khóa "{key}" xuất hiện hai lần.', 'The key "{key}" is given twice.'],
  'json-not-an-object': ['Mỗi bản ghi phải là một đối tượng JSON { … }.', 'A record must be a JSON object { … }.'],
  'line-too-long': ['Dòng dài quá 1 MiB.', 'The line is longer than 1 MiB.'],
  'not-utf8': [
    'Không phải UTF-8 (có thể là TCVN3, VNI hoặc Windows-1258). Hãy lưu lại tệp ở bảng mã Unicode UTF-8.',
    'Not UTF-8 (perhaps TCVN3, VNI or Windows-1258). Save the file again as Unicode UTF-8.',
  ],
  'text-legacy-encoding': [
    'Chữ gõ bằng bảng mã cũ {encoding}: "{given}". Hãy chuyển sang Unicode rồi gửi lại.',
    'Text in the legacy encoding {encoding}: "{given}". Convert it to Unicode and send it again.',
  ],
  'text-not-unicode': ['Có ký tự Unicode bị cắt đôi.', 'Half a Unicode character (a lone surrogate).'],
  'csv-malformed': ['Dòng CSV hỏng (dấu ngoặc kép không khớp).', 'A broken CSV line (unbalanced quotes).'],
  'csv-column-count': [
    'Dòng có {given} ô, tiêu đề có {expected} cột.',
    'The line has {given} cells, the header {expected} columns.',
  ],
  'csv-unknown-column': ['Cột "{given}" không có trong mẫu.', 'There is no column "{given}".'],
  'csv-duplicate-column': ['Cột "{given}" xuất hiện hai lần.', 'The column "{given}" is given twice.'],
  'file-empty': ['Tệp trống.', 'The file is empty.'],
  'csv-cell-not-json': ['Ô này phải là JSON.', 'This cell must be JSON.'],
  required: ['Thiếu trường "{field}".', 'The field "{field}" is missing.'],
  'wrong-type': ['"{field}" phải là {expectedVi}.', '"{field}" must be {expected}.'],
  'unknown-field': ['Không có trường "{field}".', 'There is no field "{field}".'],
  'not-in-list': ['"{given}" không thuộc danh mục: {allowed}.', '"{given}" is not one of: {allowed}.'],
  'too-large': ['"{field}" lớn quá {limit}.', '"{field}" is more than {limit}.'],
  'too-small': ['"{field}" nhỏ hơn {limit}.', '"{field}" is less than {limit}.'],
  'too-long': ['"{field}" dài quá {limit} ký tự.', '"{field}" is longer than {limit} characters.'],
  'too-short': ['"{field}" quá ngắn.', '"{field}" is too short.'],
  'too-many': ['"{field}" có quá {limit} phần tử.', '"{field}" has more than {limit} items.'],
  'too-few': ['"{field}" có ít hơn {limit} phần tử.', '"{field}" has fewer than {limit} items.'],
  'bad-format': ['"{field}" không đúng dạng: "{given}".', '"{field}" is not of the right form: "{given}".'],
  'text-empty': ['"{field}" để trống.', '"{field}" is empty.'],
  'text-invisible-character': [
    '"{field}" có ký tự ẩn hoặc đổi chiều chữ; hãy gõ lại.',
    '"{field}" holds invisible or direction-changing characters; type it again.',
  ],
  'date-not-iso': ['"{given}" không phải ngày có thật dạng YYYY-MM-DD.', '"{given}" is not a real date written YYYY-MM-DD.'],
  'period-malformed': [
    '"{given}" không phải kỳ; viết 2024, 2024-S1, 2024-Q1 hoặc 2024-01.',
    '"{given}" is not a period; write 2024, 2024-S1, 2024-Q1 or 2024-01.',
  ],
  'amount-not-whole-dong': [
    'Số tiền phải là số đồng nguyên, không dấu phân cách: nhận được "{given}".',
    'An amount is whole đồng without separators: got "{given}".',
  ],
  'number-not-plain': [
    'Số phải viết liền, dấu chấm thập phân, không phân nhóm: nhận được "{given}".',
    'A number is written plainly, with a decimal point and no grouping: got "{given}".',
  ],
  'number-negative-zero': ['"-0" không phải là số đếm được.', '"-0" is not a number anyone means.'],
  'number-not-exact': [
    'Số {given} quá lớn hoặc quá nhiều chữ số để giữ đúng.',
    'The number {given} is too large or too long to be kept exactly.',
  ],
  'id-mismatch': [
    '"{field}" trong nội dung ({given}) khác với địa chỉ ({expected}).',
    '"{field}" in the body ({given}) differs from the address ({expected}).',
  ],
  'unit-unknown': ['Không có đơn vị mã "{given}" vào ngày {day}.', 'There is no unit "{given}" on {day}.'],
  'unit-not-valid-then': [
    'Đơn vị "{given}" không có hiệu lực vào ngày {day} (hiệu lực {from} – {to}).',
    'The unit "{given}" did not stand on {day} (valid {from} – {to}).',
  ],
  'unit-wrong-level': [
    '"{given}" là cấp {level}, ở đây cần cấp {expected}.',
    '"{given}" is a {level}; a {expected} is needed here.',
  ],
  'village-of-another-commune': [
    'Thôn "{given}" thuộc xã {actual}, không phải {expected}.',
    'The village "{given}" belongs to commune {actual}, not {expected}.',
  ],
  'date-in-future': ['Ngày {given} ở tương lai (hôm nay {today}).', 'The date {given} is in the future (today is {today}).'],
  'date-outside-period': [
    'Ngày {given} ngoài kỳ {period} ({from} – {to}).',
    'The date {given} is outside period {period} ({from} – {to}).',
  ],
  'period-in-future': ['Kỳ {given} chưa bắt đầu.', 'Period {given} has not begun.'],
  'scores-b2-mismatch': [
    'Điểm B2 = {given}, nhưng {count} chỉ số thiếu hụt cho {expected} điểm.',
    'B2 = {given}, but {count} deprivations give {expected} points.',
  ],
  'list-duplicate': ['"{given}" xuất hiện hai lần.', '"{given}" is given twice.'],
  'shares-not-one': [
    'Tỷ trọng 12 tháng cộng lại phải bằng 1; đang là {given}.',
    'The twelve monthly shares must sum to 1; they sum to {given}.',
  ],
  'report-of-another-period': [
    'Báo cáo "{form}" không nộp cho kỳ {given}; các kỳ: {allowed}.',
    'The report "{form}" is not made for {given}; its periods: {allowed}.',
  ],
  'milestones-not-rising': [
    'Mốc sau phải có ngày muộn hơn và tỷ trọng không nhỏ hơn mốc trước.',
    'A milestone must be later than the one before, and its share no smaller.',
  ],
  'milestones-not-whole': ['Mốc cuối cùng phải có tỷ trọng 1.', 'The last milestone must have a share of 1.'],
  'target-only-of-a-range': ['"{field}" chỉ dùng cho chỉ tiêu loại range.', '"{field}" belongs to a target of kind range only.'],
  'target-range-has-no-value': [
    'Chỉ tiêu loại range có min và max, không có value.',
    'A target of kind range has min and max, and no value.',
  ],
  'target-range-reversed': ['min lớn hơn max.', 'min is more than max.'],
  'indicator-unknown': ['Không có chỉ tiêu "{given}".', 'There is no indicator "{given}".'],
  'dimension-unknown': [
    'Chỉ tiêu "{indicator}" không có phân tổ "{given}".',
    'The indicator "{indicator}" has no dimension "{given}".',
  ],
  'reverses-itself': ['Chứng từ không thể đảo chính nó.', 'A voucher cannot reverse itself.'],
  'parent-required': ['Đơn vị cấp {level} phải có đơn vị cha.', 'A {level} needs a parent.'],
  'parent-unknown': ['Không có đơn vị cha "{given}" vào ngày {day}.', 'There is no parent "{given}" on {day}.'],
  'parent-not-above': ['Đơn vị cha "{given}" (cấp {level}) không ở trên.', 'The parent "{given}" (a {level}) is not above it.'],
  'validity-reversed': ['Ngày hết hiệu lực trước ngày có hiệu lực.', 'validTo is before validFrom.'],
  'validity-overlap': [
    'Mã "{given}" đã có hiệu lực từ {from} đến {to}; hãy đóng bản đó trước.',
    'The code "{given}" already stands from {from} to {to}; close that one first.',
  ],
  'shares-of-others': [
    'Có {given} tỷ lệ cho {expected} đơn vị tiền thân; mỗi đơn vị một tỷ lệ, theo đúng thứ tự.',
    'There are {given} shares for {expected} predecessors; give each its own, in their order.',
  ],
  'share-no-share': [
    'Tỷ lệ "{given}" phải lớn hơn 0 và không quá 1 (0.35 là 35%).',
    'The share "{given}" must be more than 0 and at most 1 (0.35 is 35%).',
  ],
  'reason-required': ['Rút lại phải có lý do ("reason").', 'A retraction needs a "reason".'],
  'version-older': [
    'Phiên bản {given} cũ hơn phiên bản đang lưu ({stored}).',
    'Version {given} is older than the stored one ({stored}).',
  ],
  'version-conflict': ['Phiên bản {given} đã được lưu với nội dung khác.', 'Version {given} is stored with another content.'],
  'not-found': ['Chưa có bản ghi này.', 'There is no such record.'],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

export type FindingCode = keyof typeof FINDING_TEXTS;
