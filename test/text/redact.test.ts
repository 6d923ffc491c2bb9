import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/text/redact.js';

describe('redact', () => {
  it.each([
    // phones
    ['打我电话13812345678', '打我电话138****5678'],
    ['138-1234-5678', '138-****-5678'],
    ['+86 13812345678、008613812345678', '+86 138****5678、0086138****5678'],
    ['１３８１２３４５６７８', '１３８****５６７８'],
    ['我号码是幺三八零零幺三八零零零', '我号码是幺三八****八零零零'],
    ['香港 +852 6123 4567', '香港 +852 **** 4567'],
    ['WhatsApp：61234567', 'WhatsApp：*****567'],
    ['我的手機 0912-345-678', '我的手機 0912-***-678'],
    ['+886 912 345 678', '+886 912 *** 678'],
    ['(02) 2345-6789', '(02) ****-**89'],
    ['座机是01012345678', '座机是010*****678'],
    ['拨打12315或010-22345678', '拨打12315或010-******78'],
    ['热线400-820-8820、95188、12345、1069', '热线400-820-8820、95188、12345、1069'],
    // identity cards
    ['身份证11010519491231002X', '身份证110105**********2X'],
    ['110105 19491231 002x', '110105 ******** **2x'],
    ['身份证11010519491231002Y', '身份证11010519491231002Y'],
    ['130503670401001', '130503*******01'],
    ['香港 A123456(3)、A123456(4)，台湾 A123456789', '香港 A1*****(3)、A123456(4)，台湾 A1*******9'],
    // bank cards
    ['卡号6222 0212 3456 7893 尾', '卡号6222 0212 3456 7893 尾'],
    ['卡4111 1111 1111 1111', '卡4111 **** **** 1111'],
    ['5-1 4111111111111111 10:30', '5-1 4111********1111 10:30'],
    ['3782 822463 10005', '3782 ****** *0005'],
    // e-mail
    ['邮箱li.wei@example.com', '邮箱**.***@*******.***'],
    // orders
    ['订单202411220001234567', '订单202411220001234567'],
    ['订单号：4111111111111111，运单 13812345678', '订单号：4111111111111111，运单 13812345678'],
    ['快递单号是SF1381234567890', '快递单号是SF1381234567890'],
    // addresses
    ['住文三路123号5栋2单元601室', '住文三路***号*栋*单元***室'],
    ['阳光花园5-2-601，3号楼1203', '阳光花园*-*-***，*号楼****'],
    ['中山北路二段123巷4弄5號6樓之1', '中山北路*段***巷*弄*號*樓之*'],
    ['寄到幸福小区十二栋三单元五楼', '寄到幸福小区**栋*单元*楼'],
    ['我知道12号发货，2号线坐到三楼，买了2室1厅，10号到', '我知道12号发货，2号线坐到三楼，买了2室1厅，10号到'],
    ['规划建成一栋32层的楼房，一栋两层小楼', '规划建成一栋32层的楼房，一栋两层小楼'],
    ['长江路5号下单，一路2号', '长江路5号下单，一路2号'],
  ])('%s', (from, to) => expect(redact(from)).toBe(to));

  const piece = fc.constantFrom(...'0123456789- @.aXx(+投路号栋室幺三八，', '138', '86', '1234', '5678', '@a.cn', '单元', '订单', '路12号', '4111', '1111', '110105', '19491231', '002X', '电话');
  const anything = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));

  it('keeps every offset: only whole characters become asterisks (property)', () => {
    fc.assert(fc.property(anything, (text) => {
      const masked = redact(text);
      expect(masked).toHaveLength(text.length);
      for (let at = 0; at < text.length; at++) if (masked[at] !== text[at]) expect(masked[at]).toBe('*');
    }), { numRuns: 300 });
  });

  it('masks nothing twice (property)', () => {
    fc.assert(fc.property(anything, (text) => {
      expect(redact(redact(text))).toBe(redact(text));
    }), { numRuns: 300 });
  });

  const words = fc.constantFrom('', '我的', '，', ' ', '：', '你好', '谢谢。');
  const digits = (length: number): fc.Arbitrary<string> => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));
  const survives = (number: fc.Arbitrary<string>): void => {
    fc.assert(fc.property(words, number, words, (before, secret, after) => {
      const masked = redact(`${before}${secret}${after}`);
      expect(masked).not.toContain(secret);
      expect(masked.startsWith(before) && masked.endsWith(after)).toBe(true);
    }), { numRuns: 300 });
  };
  const born = fc.date({ min: new Date('1920-01-01T00:00:00Z'), max: new Date('2024-01-01T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));

  it('no valid identity card survives (property)', () => {
    survives(fc.tuple(fc.constantFrom('110105', '440301', '510104', '820000'), born, digits(3)).map(([place, day, order]) => {
      const first = `${place}${day}${order}`;
      const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
      return first + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(first[i]), 0) % 11];
    }));
  });

  it('no valid bank card survives, however it is grouped (property)', () => {
    const card = fc.tuple(fc.constantFrom('62', '4', '51', '55'), fc.constantFrom('', ' ', '-'), digits(15)).map(([scheme, gap, rest]) => {
      const first = (scheme + rest).slice(0, 15);
      const sum = [...first].reverse().reduce((total, digit, i) => total + ((value) => (value > 9 ? value - 9 : value))(Number(digit) * (i % 2 === 0 ? 2 : 1)), 0);
      return (first + ((10 - (sum % 10)) % 10)).replace(/(\d{4})(?=\d)/g, `$1${gap}`);
    });
    survives(card);
  });

  it('no phone and no e-mail survives (property)', () => {
    survives(fc.tuple(fc.constantFrom('', '+86', '86-'), fc.constantFrom('138', '199', '156'), fc.constantFrom('', '-', ' '), digits(4), digits(4)).map(([code, head, gap, a, b]) => `${code}${head}${gap}${a}${gap}${b}`));
    survives(fc.emailAddress({ size: 'small' }).filter((mail) => /^[\w.+-]+@/.test(mail)));
  });

  it('leaves text without digits and @ alone (property)', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'我要投诉你们这个骗子店家，退钱！路号知道里', 'a', 'B', ' ', '😀') }), (text) => {
      expect(redact(text)).toBe(text);
    }));
  });

  it('costs little on hostile text', () => {
    const started = performance.now();
    for (const unit of ['a', '1', '1 ', '路1号', '5栋', '@', 'a@a.', '一', '1-', '4111 ']) redact(unit.repeat(100_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
