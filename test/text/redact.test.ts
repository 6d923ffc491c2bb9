import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/text/redact.js';

describe('redact', () => {
  it.each([
    ['打我电话13812345678', '打我电话138****5678'],
    ['138-1234-5678', '138-****-5678'],
    ['身份证11010519491231002X', '身份证110105**********2X'],
    ['卡号6222 0212 3456 7893 尾', '卡号6222 0212 3456 7893 尾'],
    ['卡4111 1111 1111 1111', '卡4111 **** **** 1111'],
    ['邮箱li.wei@example.com', '邮箱**.***@*******.***'],
    ['订单202411220001234567', '订单202411220001234567'],
    ['拨打12315或010-12345678', '拨打12315或010-******78'],
  ])('%s', (from, to) => expect(redact(from)).toBe(to));

  it('never changes the length (property)', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789- @.aX投'), { maxLength: 40 }).map((p) => p.join(''));
    fc.assert(fc.property(digits, (text) => {
      expect(redact(text)).toHaveLength(text.length);
    }));
  });
});
