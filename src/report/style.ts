/** The one style sheet of the report. Colours are pairs that keep a contrast of 4.5 in light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--text:#161a20;--muted:#57606c;--edge:#dfe3e8;--soft:#eef0f3;--line:#2a5bd7;
--kept:#0b6b43;--kept-bg:#e3f4ea;--risk:#7a4f00;--risk-bg:#fcf0d4;--broken:#a8201a;--broken-bg:#fde8e6;--open:#4d5763;--open-bg:#e9ecf0;
--c-tested:#0b6b43;--c-covered:#8fd3b0;--c-lapsed:#e0a93b;--c-failed:#c9332b;--c-before:#e3e7eb}
@media (prefers-color-scheme:dark){:root{--bg:#0e1115;--card:#161a20;--text:#e9ecf0;--muted:#9ca7b4;--edge:#2a313a;--soft:#1e242c;--line:#7da3ff;
--kept:#62d8a2;--kept-bg:#10301f;--risk:#f3c664;--risk-bg:#33270b;--broken:#ff9b93;--broken-bg:#3c1715;--open:#aeb8c4;--open-bg:#272e37;
--c-tested:#3ccb8a;--c-covered:#1f6546;--c-lapsed:#b98a2c;--c-failed:#e5534b;--c-before:#252c35}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
main,footer{max-width:68rem;margin:0 auto;padding:1.5rem}
main>*{margin:0 0 1.5rem}
a{color:var(--line);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--line);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
h1{font-size:clamp(1.5rem,1rem + 2.4vw,2.25rem);line-height:1.15;letter-spacing:-.02em;margin:.15rem 0 .5rem;text-wrap:balance}
h2{font-size:1.3rem;letter-spacing:-.01em;line-height:1.25;margin:0 0 1rem;display:flex;gap:.6rem;align-items:center;flex-wrap:wrap}
h3{font-size:1rem;margin:0;display:inline}
h3:not(summary h3){display:block;margin:1.75rem 0 .6rem}
p{margin:.4rem 0}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
.muted,.sub,.over,.below,.remedy{color:var(--muted)}
section>:last-child{margin-bottom:0}
section{background:var(--card);border:1px solid var(--edge);border-radius:12px;padding:1.5rem}
.hero{display:flex;gap:1.25rem;align-items:flex-start;background:var(--card);border:1px solid var(--edge);border-left:6px solid;border-radius:12px;padding:1.5rem}
.hero.kept{border-left-color:var(--kept)}.hero.risk{border-left-color:var(--risk)}.hero.broken{border-left-color:var(--broken)}
.hero div{min-width:0}.over,.sub{margin:0}.over{font-size:.85rem}
.mark{width:3rem;height:3rem;flex:none}.mark circle{fill:currentColor}.mark path{fill:none;stroke:var(--card);stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
.kept .mark{color:var(--kept)}.risk .mark{color:var(--risk)}.broken .mark{color:var(--broken)}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem}
.tiles>div{background:var(--card);border:1px solid var(--edge);border-radius:12px;padding:1rem 1.15rem;min-width:0}
dt{color:var(--muted);font-size:.85rem}dd{margin:0;font-size:1.45rem;font-weight:650;letter-spacing:-.02em;line-height:1.3}
dd.below{font-size:.82rem;font-weight:400;letter-spacing:0}
.chip{display:inline-block;font-size:.75rem;font-weight:600;line-height:1;padding:.32em .65em;border-radius:99px;white-space:nowrap;letter-spacing:0}
.chip.kept{color:var(--kept);background:var(--kept-bg)}.chip.risk{color:var(--risk);background:var(--risk-bg)}.chip.broken{color:var(--broken);background:var(--broken-bg)}.chip.open{color:var(--open);background:var(--open-bg)}
.ok{color:var(--kept)}.bad{color:var(--broken)}
ul.findings{list-style:none;margin:0 0 1.25rem;padding:0}section>ul.findings:last-child{margin-bottom:0}
.findings li{display:grid;grid-template-columns:4.6rem 1fr;gap:.75rem;padding:.8rem 0;border-top:1px solid var(--edge)}
.findings li:first-child{border-top:0;padding-top:0}.findings li:last-child{padding-bottom:0}
.findings .chip{align-self:start;justify-self:start;margin-top:.15rem}.findings p{margin:0}.remedy{font-size:.92rem}
.notes{margin:1rem 0;padding-left:1.1rem;color:var(--muted);font-size:.9rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--edge)}
thead th{color:var(--muted);font-weight:500;font-size:.82rem;white-space:nowrap}
tbody tr:last-child>*{border-bottom:0}
tbody th{font-weight:600}td.n,th.n{text-align:right}
.facts th{width:10.5rem;font-weight:500;color:var(--muted)}.facts td:nth-child(2){font-weight:600;width:20rem}.facts td:nth-child(3){color:var(--muted)}
.scroll{overflow-x:auto}
.evidence td:first-child,.evidence td:nth-child(3){white-space:nowrap}
.spark{width:100px;height:29px;display:block}
svg path{vector-effect:non-scaling-stroke;fill:none}
.line{stroke:var(--line);stroke-width:1.75;stroke-linejoin:round}.dot{stroke:var(--line);stroke-width:7;stroke-linecap:round}
.grid{stroke:var(--edge)}.plot path.passed{fill:var(--c-covered)}.plot path.failed{fill:var(--c-failed)}.objective{stroke:var(--broken);stroke-width:1.25;stroke-dasharray:5 4}
figure{margin:0}
figcaption{display:flex;justify-content:space-between;gap:1rem;margin-bottom:.5rem;font-size:.92rem}figcaption span{color:var(--muted)}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.75rem 2.25rem;margin:1.75rem 0}
.frame{position:relative;padding-left:4.6rem;height:8.5rem}
.frame svg{width:100%;height:100%;display:block;overflow:visible}
.frame i,.frame em,.x i,.labels i{position:absolute;font-style:normal;font-size:.75rem;color:var(--muted);white-space:nowrap;line-height:1}
.y{position:absolute;inset:0 auto 0 0;width:4.1rem}.y i{right:0;transform:translateY(50%)}
.frame em{right:0;color:var(--broken);margin-bottom:.25rem;background:var(--card);padding:0 .15rem}
.x{position:relative;height:1.1rem;margin:.5rem 0 0 4.6rem}.x i{transform:translateX(-50%)}
.none{color:var(--muted);background:var(--soft);border-radius:8px;padding:1rem;font-size:.9rem;margin:0}
.calendar{margin-top:1.75rem}.calendar svg{width:100%;display:block;max-height:9.5rem}
.calendar path{vector-effect:none;stroke-width:.82;stroke-dasharray:.82 .18;transform:translateY(.09px)}
.labels{position:relative;height:1.1rem}
.calendar path.tested{stroke:var(--c-tested)}.calendar path.covered{stroke:var(--c-covered)}.calendar path.lapsed{stroke:var(--c-lapsed)}.calendar path.failed{stroke:var(--c-failed)}.calendar path.before{stroke:var(--c-before)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.1rem;padding:0;margin:.7rem 0 0;font-size:.82rem;color:var(--muted)}
.legend i{display:inline-block;width:.75em;height:.75em;border-radius:2px;margin-right:.4em}
i.tested{background:var(--c-tested)}i.covered{background:var(--c-covered)}i.lapsed{background:var(--c-lapsed)}i.failed{background:var(--c-failed)}i.before{background:var(--c-before)}
details{margin-top:1.75rem}summary{cursor:pointer;padding:.2rem 0}details>*:nth-child(2){margin-top:.6rem}
.steps{padding-left:1.2rem}.steps li{margin-bottom:.8rem}
pre{background:var(--soft);border-radius:8px;padding:.75rem .9rem;margin:.4rem 0 0;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}
footer{color:var(--muted);font-size:.85rem;padding-top:0}
@media (max-width:46rem){main,footer{padding:1rem .75rem}section,.hero{padding:1.1rem 1rem;border-radius:10px}.hero{gap:.9rem}.mark{width:2.2rem;height:2.2rem}
.tiles{grid-template-columns:1fr 1fr;gap:.6rem}.tiles>div{padding:.75rem .85rem}dd{font-size:1.15rem}main>*{margin-bottom:.9rem}
.findings li{grid-template-columns:1fr;gap:.3rem}
.stack thead{position:absolute;left:-99rem}.stack,.stack tbody,.stack tr,.stack td,.stack th,.facts,.facts tbody,.facts tr,.facts td,.facts th{display:block;width:auto}
.stack tr,.facts tr{padding:.6rem 0;border-bottom:1px solid var(--edge)}.stack tr:last-child,.facts tr:last-child{border-bottom:0}
.stack th,.stack td,.facts th,.facts td{border:0;padding:.08rem 0}td.n{text-align:left}.facts td:nth-child(2){white-space:normal;overflow-wrap:anywhere}
.stack td[data-label]{display:grid;grid-template-columns:7.2rem 1fr;gap:.5rem}.stack td[data-label]>.chip{justify-self:start}.stack td[data-label]::before{content:attr(data-label);color:var(--muted)}
.frame,.x{padding-left:0}.frame{padding-left:3.9rem;height:7.5rem}.y{width:3.5rem}.x{margin-left:3.9rem}}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--text:#000;--muted:#444;--edge:#ccc;--soft:#f3f3f3}body{font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main,footer{max-width:none;padding:0}section,.hero,.tiles>div{border-radius:0;break-inside:auto}section{border:0;border-top:1px solid #ccc;padding:1rem 0}
.database{break-before:page}.skip{display:none}figure,tr,li,.tiles{break-inside:avoid}h2,h3,summary{break-after:avoid}thead{display:table-header-group}
.plots{grid-template-columns:1fr 1fr;gap:1rem 1.5rem}.frame{height:6rem}.tiles{grid-template-columns:repeat(4,1fr)}.scroll{overflow:visible}a{color:inherit}
details::details-content{content-visibility:visible;display:block;height:auto}summary{list-style:none}}
`
  .trim()
  .replaceAll('\n', '');
