/**
 * The style of all pages. Every colour is a variable with a light and a dark value and reaches 4.5:1 on the ground
 * it stands on (WCAG 2.2, 1.4.3); groups differ in line as well as in colour, so that they can be told apart in grey.
 */
export const STYLE = `:root{color-scheme:light dark;
--ground:#f5f6f8;--card:#fff;--ink:#1b1f24;--soft:#59626d;--line:#dfe3e8;--link:#0b57c2;--focus:#0b57c2;--track:#eceff3;
--critical:#b3122a;--high:#b04a00;--medium:#7d6100;--low:#1d7040;--none:#5b6570;--on:#fff;
--critical-soft:#fbe3e6;--high-soft:#fdebdc;--medium-soft:#fbf3d3;--low-soft:#e3f4e9;
--threat:#a80f2d;--threat-bg:#fde1e6;--heat:#9a4300;--heat-bg:#fee8d3;--demand:#6a3fa8;--demand-bg:#efe6fc;--fault:#6d5600;--fault-bg:#f9efbe;--help:#17683c;--help-bg:#d9f2e1;
--customer:#fff;--agent:#eaf2fd;--agent-line:#cfe0f7}
@media (prefers-color-scheme:dark){:root{
--ground:#14171b;--card:#1d2126;--ink:#e8eaed;--soft:#a5adb8;--line:#343a42;--link:#8ab8ff;--focus:#8ab8ff;--track:#2b3037;
--critical:#ff8494;--high:#ffa45c;--medium:#e6c34a;--low:#6fd096;--none:#aab3bd;--on:#14171b;
--critical-soft:#41191f;--high-soft:#3d2812;--medium-soft:#352d10;--low-soft:#16301f;
--threat:#ff9aa9;--threat-bg:#4c1a24;--heat:#ffb27a;--heat-bg:#4a2a10;--demand:#cfb3ff;--demand-bg:#34245a;--fault:#ead06a;--fault-bg:#3d350f;--help:#86dca6;--help-bg:#173a25;
--customer:#262b32;--agent:#1b2a40;--agent-line:#2c4467}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;overflow-wrap:anywhere}
[hidden]{display:none!important}
main,.top{max-width:1240px;margin:0 auto;padding:0 20px}
main{padding-bottom:48px}
.top nav{display:flex;justify-content:space-between;gap:12px;padding:14px 0 0;font-size:14px}
.top .steps{display:flex;gap:16px}
h1{font-size:17px;font-weight:600;margin:18px 0 4px;color:var(--soft)}
h2{font-size:15px;margin:0 0 12px}
#batch h1{margin-top:28px}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
q{quotes:"“" "”"}:lang(zh) q{quotes:"“" "”"}
small,.after,.origin,.note,.of,.hint{color:var(--soft)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px 18px;margin:0 0 16px;min-width:0}
.card .note{margin:-6px 0 10px;font-size:13px}
.headline{font-size:21px;line-height:1.5;margin:6px 0 4px;font-weight:600;text-wrap:pretty}
.headline a.quote{color:inherit}.headline q{font-weight:600}
.tipped{margin:0 0 18px}.tipped a,.headline a,.who .no,.places a,.promises a,.turnings a,.note a,.example a,.quotes a{text-decoration:underline;text-underline-offset:3px;text-decoration-thickness:1px}
.badge{display:inline-block;background:var(--none);color:var(--on);border-radius:7px;padding:1px 12px;margin-right:6px;white-space:nowrap;font-weight:600}
.badge.small{padding:0 8px;border-radius:5px;font-size:13px;margin-right:2px}
.badge.critical,.swatch.critical{background:var(--critical)}.badge.high,.swatch.high{background:var(--high)}.badge.medium,.swatch.medium{background:var(--medium)}.badge.low,.swatch.low{background:var(--low)}.swatch.none{background:var(--none)}
.fact{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:0 10px;font-size:13px;color:var(--soft);background:var(--card)}
.pair{display:grid;grid-template-columns:minmax(0,1.25fr) minmax(0,1fr);gap:16px;align-items:start}
.split{display:grid;grid-template-columns:minmax(0,1.7fr) minmax(0,1fr);gap:16px;align-items:start}
ul,ol{margin:0;padding:0;list-style:none}
.actions li{display:grid;grid-template-columns:7.6em 1fr;gap:10px;padding:8px 0;border-top:1px solid var(--line)}
.actions li:first-child{border-top:0;padding-top:0}
.limit{font-weight:600;font-size:13px;border:1px solid var(--line);border-radius:6px;text-align:center;align-self:start;padding:1px 4px}
.limit.soon{color:var(--critical);border-color:currentColor}
details.more summary,details summary{cursor:pointer;color:var(--link);padding:6px 0}
details.more .actions{border-top:1px solid var(--line);padding-top:8px}
table{border-collapse:collapse;width:100%}
.steps th,.steps td{font-weight:400;text-align:left;vertical-align:top;padding:4px 0}
.steps td{text-align:right;width:3.2em;font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
.steps .part{font-weight:600}.steps .words{font-size:13px;color:var(--soft)}
.steps tfoot th,.steps tfoot td{font-weight:700;border-top:1px solid var(--line);padding-top:8px}
.bar{display:block;margin:2px 0}.bar .track{fill:var(--track)}.bar .here{stroke:var(--ink);stroke-width:1.5}
.bar .fill{fill:var(--none)}.bar.up .fill{fill:var(--high)}.bar.down .fill,.bar.well .fill{fill:var(--low)}.bar.fair .fill{fill:var(--medium)}.bar.poor .fill,.bar.threat .fill,.bar.critical .fill{fill:var(--critical)}.bar.high .fill{fill:var(--high)}.bar.medium .fill{fill:var(--medium)}.bar.low .fill{fill:var(--low)}
.curve{margin:0}
.plot{display:grid;grid-template-columns:2.2em minmax(0,1fr) 4.6em;height:230px;margin:6px 0 4px}
.axis{position:relative;font-size:12px;color:var(--soft)}.axis span{white-space:nowrap;position:absolute;right:6px;line-height:1;transform:translateY(-50%)}.axis .at-0{top:100%}.axis .at-50{top:50%}.axis .at-100{top:0}
svg.lines{overflow:visible;display:block}
.strip.low{fill:var(--low-soft)}.strip.medium{fill:var(--medium-soft)}.strip.high{fill:var(--high-soft)}.strip.critical{fill:var(--critical-soft)}
.curve .line{fill:none;stroke:var(--ink);stroke-width:2.2}.curve .under{fill:var(--ink);opacity:.05}
.dot{fill:var(--card);stroke:var(--ink);stroke-width:1.5}.dot.customer{fill:var(--ink)}.dot.turning{fill:var(--critical);stroke:var(--card)}.hit{fill:transparent}
[data-to]{cursor:pointer}[data-to]:hover .dot{stroke-width:4}
.curve text{font-size:12px;fill:var(--ink)}.curve text.turn{fill:var(--critical);font-weight:700}
.event line{stroke:var(--critical);stroke-dasharray:4 3}.event text{fill:var(--critical);font-weight:600}.event.alert line{stroke:var(--high)}.event.alert text{fill:var(--high)}
.curve .bands text{font-size:12px}.bands .critical{fill:var(--critical)}.bands .high{fill:var(--high)}.bands .medium{fill:var(--medium)}.bands .low{fill:var(--low)}
.jump{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:14px;margin:0 0 14px}
figcaption{font-size:12px;color:var(--soft)}.key{margin-right:12px;display:inline-block}.key.turn{color:var(--critical)}
.turnings{margin-top:10px}.turnings li{padding:5px 0;border-top:1px solid var(--line)}.turnings b{color:var(--critical)}.range{font-variant-numeric:tabular-nums;font-weight:600}
mark{color:inherit;border-radius:2px;padding:0 1px;border-bottom:2px solid}
.legend{font-size:13px;margin:0 0 10px}.legend mark{margin-right:8px}
.g-threat{background:var(--threat-bg);border-color:var(--threat);border-bottom-style:double;border-bottom-width:4px}.g-heat{background:var(--heat-bg);border-color:var(--heat);border-bottom-style:solid}.g-demand{background:var(--demand-bg);border-color:var(--demand);border-bottom-style:dashed}.g-fault{background:var(--fault-bg);border-color:var(--fault);border-bottom-style:dotted}.g-help{background:var(--help-bg);border-color:var(--help);border-bottom-style:solid;border-bottom-width:1px}
.line-threat{box-shadow:0 3px 0 var(--threat)}.line-heat{box-shadow:0 3px 0 var(--heat)}.line-demand{box-shadow:0 3px 0 var(--demand)}.line-fault{box-shadow:0 3px 0 var(--fault)}.line-help{box-shadow:0 3px 0 var(--help)}
.label{font:inherit;font-size:12px;line-height:1.5;border:1px solid;border-radius:4px;padding:0 5px;margin:0 2px 0 3px;cursor:help;vertical-align:1px;border-bottom-width:1px!important;border-style:solid!important;white-space:nowrap}
.label.g-threat{color:var(--threat)}.label.g-heat{color:var(--heat)}.label.g-demand{color:var(--demand)}.label.g-fault{color:var(--fault)}.label.g-help{color:var(--help)}
.learned{margin-right:2px}
.tip{display:none;position:absolute;left:0;top:calc(100% - 6px);z-index:5;width:100%;min-width:min(22rem,86vw);background:var(--card);color:var(--ink);border:1px solid var(--soft);border-radius:8px;padding:10px 12px;font-size:13px;box-shadow:0 6px 20px rgba(0,0,0,.18);white-space:normal;direction:ltr;text-align:start}
.sig:hover .tip,.sig:focus-within .tip{display:block}
.tip .why{display:flex;flex-wrap:wrap;gap:2px 10px;margin-top:4px;color:var(--soft)}.tip q{color:var(--ink)}
code{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--track);border-radius:3px;padding:0 4px}
.msg{position:relative;max-width:86%;margin:0 0 14px;scroll-margin-top:20px}
.msg.agent,.msg.bot{margin-left:auto}.msg.system,.msg.unknown{margin-left:auto;margin-right:auto}
.who{margin:0 0 2px;font-size:13px;color:var(--soft)}.who b{color:var(--ink);font-weight:600}.who .no{font-variant-numeric:tabular-nums}
.text{background:var(--customer);border:1px solid var(--line);border-radius:4px 12px 12px 12px;padding:7px 12px;white-space:pre-wrap;line-height:1.75;unicode-bidi:isolate}
.agent .text,.bot .text{background:var(--agent);border-color:var(--agent-line);border-radius:12px 4px 12px 12px}.bot .text{border-style:dashed}.system .text{background:none;font-size:13px;color:var(--soft)}
.text.long{max-height:20em;overflow:auto}
.turned .text{border-left:4px solid var(--critical)}
.day{text-align:center;font-size:12px;color:var(--soft);margin:4px 0 10px}.msg:target .text{outline:2px solid var(--focus);outline-offset:2px}
.flag{margin:6px 0;font-size:13px;font-weight:600;color:var(--critical)}
.change{font-variant-numeric:tabular-nums;font-weight:600}.change.up,.rise{color:var(--critical)}.change.down,.fall{color:var(--low)}
.notes{margin:3px 0 0;font-size:13px}.notes a{margin-right:8px;color:var(--soft)}
.findings li,.promises li,.contacts li,.quotes li{padding:7px 0;border-top:1px solid var(--line)}.findings li:first-child,.promises li:first-child,.contacts li:first-child,.quotes li:first-child{border-top:0;padding-top:0}
.places a{font-size:13px;margin-right:2px}
.findings .bad b::before{content:"⚑ ";color:var(--critical)}.findings .good b::before{content:"✓ ";color:var(--low)}
.facts{margin:0 0 8px}p.none{color:var(--soft);margin:0}
.skills>li{padding:6px 0}.skill{display:flex;justify-content:space-between;margin:0}.items{font-size:13px;margin-top:3px}.points{display:inline-block;min-width:2.4em;font-weight:600;font-variant-numeric:tabular-nums}.good>.points{color:var(--low)}.bad>.points{color:var(--critical)}
.state{font-size:13px;font-weight:600;border:1px solid;border-radius:5px;padding:0 6px}.state.kept{color:var(--low)}.state.broken,.state.overdue{color:var(--critical)}.state.open{color:var(--soft)}
.origin{font-size:12px;margin-top:8px}.origin bdi{margin-right:12px}
.review{margin:0 0 12px}.review .panel{border:1px dashed var(--line);border-radius:8px;padding:10px 12px;margin-top:8px}.hint{font-size:13px;margin:0 0 8px}
button,select,input{font:inherit;font-size:14px;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:6px;padding:3px 10px;max-width:100%}
button.link{border:0;padding:0;background:none;color:var(--link);font-size:inherit;text-align:left;text-decoration:underline;text-underline-offset:3px;text-decoration-thickness:1px}.more{margin:8px 0 0;font-size:13px}.reviewed{display:block;white-space:nowrap}.headline+.note{margin:0 0 6px;font-size:13px;color:var(--soft)}button{cursor:pointer}button:disabled{opacity:.45;cursor:default}button.save{background:var(--link);color:var(--on);border-color:var(--link)}
.choices{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin:0 0 8px}
[aria-pressed=true]{background:var(--ink);color:var(--card);border-color:var(--ink)}
.status{color:var(--soft);font-size:13px;margin:0 8px}
.marks{display:flex;flex-wrap:wrap;gap:5px 10px;margin-top:5px;font-size:13px;align-items:center}.marks button,.marks select{font-size:13px;padding:0 7px}.verdict{white-space:nowrap}.verdict button{margin-left:3px}.marks select{max-width:11em}
.distribution{margin:10px 0 18px}.stacked{display:block;border-radius:5px}.stacked .critical{fill:var(--critical)}.stacked .high{fill:var(--high)}.stacked .medium{fill:var(--medium)}.stacked .low{fill:var(--low)}.stacked .none{fill:var(--none)}
.counts{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:6px}.swatch{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:6px}
.notice{background:var(--medium-soft);border-radius:8px;padding:6px 14px;margin:0 0 14px}.notice li{font-size:13px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(138px,1fr));gap:12px;margin:0 0 16px}.tile{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:12px 14px}.tile p{margin:0;font-size:13px;line-height:1.45}.tile .figure{font-size:25px;font-weight:650;line-height:1.2;font-variant-numeric:tabular-nums}
.columns{columns:2;column-gap:16px}.columns .card{break-inside:avoid;display:inline-block;width:100%}
.filters input[type=search]{width:100%;padding:8px 12px;font-size:15px;margin-bottom:10px}.selects{display:flex;flex-wrap:wrap;gap:8px}.selects .sorting{display:none}
.reviews{margin:10px 0 0}#cases .status{margin:10px 0}
.choice.critical:not([aria-pressed=true]){color:var(--critical)}.choice.high:not([aria-pressed=true]){color:var(--high)}.choice.medium:not([aria-pressed=true]){color:var(--medium)}.choice.low:not([aria-pressed=true]){color:var(--low)}
.cases th,.cases td,.plain th,.plain td{text-align:left;vertical-align:top;padding:7px 10px 7px 0;border-top:1px solid var(--line);font-weight:400}
.cases thead th,.plain thead th{border-top:0;font-size:13px;color:var(--soft);font-weight:600;white-space:nowrap}.cases thead button{border:0;padding:0;background:none;color:inherit;font-size:13px;font-weight:600}
[aria-sort=descending] button::after{content:" ↓"}[aria-sort=ascending] button::after{content:" ↑"}
.cases td.risk{white-space:nowrap}.cases tbody th small{display:block}.cases .reason q{display:block;color:var(--soft)}.cases tbody th a{font-weight:600}.cases td{font-size:14px}.cases td:nth-child(6){white-space:nowrap}
.plain td,.plain .num{text-align:right;font-variant-numeric:tabular-nums;padding-left:10px;white-space:nowrap}.plain td:last-child,.plain th:last-child{padding-right:0}.example{display:block;font-size:13px;color:var(--soft)}.scroll{overflow-x:auto}
.pager{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-top:12px}
@media (max-width:900px){.pair,.split{grid-template-columns:minmax(0,1fr)}.columns{columns:1}.cases thead th:nth-child(6),.cases tbody td:nth-child(6){display:none}}
@media (max-width:640px){main,.top{padding-left:12px;padding-right:12px}.headline{font-size:18px}.card{padding:13px 13px}.msg{max-width:94%}.plot{height:190px}.tiles{grid-template-columns:1fr 1fr}
.tip{position:fixed;left:8px;right:8px;top:auto;bottom:8px;width:auto;min-width:0;max-height:50vh;overflow:auto}
.selects select{flex:1 1 40%}.selects .sorting{display:block}
.cases thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.cases,.cases tbody,.cases tr,.cases th,.cases td{display:block}.cases tr{border-top:1px solid var(--line);padding:10px 0}.cases tbody th,.cases tbody td{border:0;padding:1px 0}.cases td.empty{display:none!important}.cases tbody td:nth-child(6){display:block}.cases td[data-label]::before{content:attr(data-label) "  ";color:var(--soft);font-size:13px}}
@media print{:root{--ground:#fff;--card:#fff}body{font-size:12px}.top,.review,.marks,.filters,.pager,.tip,.reviews,.legend,.jump{display:none!important}.card{border-color:#bbb;break-inside:avoid}.sec-chat,#sec-cases{break-inside:auto}.split,.pair{display:block}.msg{break-inside:avoid}.text.long{max-height:none}mark,.badge,.strip,.fill,.stacked rect,.swatch{-webkit-print-color-adjust:exact;print-color-adjust:exact}a{color:inherit}details.more>*{display:revert}details summary{color:inherit}.cases thead th:nth-child(6),.cases tbody td:nth-child(6){display:table-cell}.page[hidden]{display:block!important}.page+.page{break-before:page}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
