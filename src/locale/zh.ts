import type { Catalogue } from './index.js';

/** Chinese wording; the keys are those of `en.ts`. */
export const zh: Catalogue = {
  // transcripts
  // lexicon
  'lexicon-pattern': '无法理解匹配模式“{pattern}”：{problem}',
  'lexicon-folder-missing': '词库目录 {dir} 不存在，请检查 --lexicons',
  'lexicon-wrong-signal': '文件名对应信号 {expected}，文件中却写着 signal: {found}；请改文件名或改字段',
  'lexicon-duplicate-rule': '规则 id {id} 在本文件中重复；id 须唯一，请改其中一个',
  'lexicon-unreadable': '无法读取该文件（{cause}）',
  'yaml-syntax': 'YAML 语法错误：{problem}。含有 {、[、:、#、^ 的文本请加引号',
  'yaml-field': '字段 {field}：{problem}。可用字段见 lexicons/README.md',
  // tokenizer
  'tokenizer-missing':
    '中文分词组件 nodejieba 无法加载：{cause}。请运行 `npm rebuild nodejieba`（没有预编译文件时需要 python3、make、g++），并确认 npm 未禁用安装脚本。',
  // explain and lexicon commands
  'cancelled-by': '被取消：{by}',
  'cancel-speaker': '说话人不符，这一方不会是这个意思',
  'cancel-unless': '另有所指（unless）',
  'cancel-forbids': '同处出现排除内容（forbids）',
  'cancel-requires': '同处缺少必要内容（requires）',
  'cancel-boundary': '词界不符，分词为另一个词',
  'cancel-weak': '强度低，只记录，不单独报告',
  'cancel-negation': '否定',
  'cancel-report': '转述他人',
  'cancel-quotation': '引用',
  'cancel-question': '疑问',
  'cancel-condition': '条件',
  'cancel-completion': '完成',
  'cancel-decision': '决定',
  'cancel-defiance': '反问示强',
  'cancel-warning': '警告',
  'explain-folded': '归一',
  'explain-tokens': '分词',
  'explain-rule': '规则',
  'explain-cues': '线索',
  'explain-merged': '成立，但同一信号有更强的匹配代表',
  'explain-nothing': '没有规则匹配',
  'lexicon-tested': '规则 {rules} 条，正反例 {checked} 条，失败 {failed} 条',
};
