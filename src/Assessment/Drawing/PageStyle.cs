namespace Streaming.Assessment.Drawing;

/// <summary>How a page looks.</summary>
internal static class PageStyle
{
    public const string Css =
        """
        :root{color-scheme:light dark;--paper:#fff;--card:#f6f8fa;--ink:#1f2328;--soft:#59636e;--grid:#d1d9e0;--here:#fff8c5;
        --curve-0:#0969da;--curve-1:#cf222e;--curve-2:#1a7f37;--curve-3:#9a6700;--curve-4:#8250df}
        @media(prefers-color-scheme:dark){:root{--paper:#0d1117;--card:#151b23;--ink:#e6edf3;--soft:#9198a1;--grid:#3d444d;--here:#3a2f0b;
        --curve-0:#58a6ff;--curve-1:#ff7b72;--curve-2:#3fb950;--curve-3:#d29922;--curve-4:#bc8cff}}
        body{font:15px/1.5 system-ui,sans-serif;max-width:1200px;margin:2em auto;padding:0 1em;color:var(--ink);background:var(--paper)}
        h1{font-size:1.7em;margin-bottom:.3em}h1 small{font-weight:400;font-size:.6em;color:var(--soft)}
        h2{font-size:1.2em;margin:2em 0 .4em;padding-top:.8em;border-top:1px solid var(--grid)}
        .note{color:var(--soft);margin:.2em 0 .8em;max-width:80ch}
        section{display:flex;flex-wrap:wrap;gap:20px}
        figure{margin:0;padding:12px 12px 4px;background:var(--card);border-radius:8px;max-width:100%;box-sizing:border-box}
        figcaption{font-weight:600;margin-bottom:4px}svg{max-width:100%;height:auto;display:block;overflow:visible}
        svg text{font-family:Arial,"Liberation Sans",sans-serif;font-size:11px}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin:1em 0}
        .tiles div{background:var(--card);border-radius:8px;padding:10px 14px;color:var(--soft);font-size:.85em}
        .tiles b{display:block;font-size:1.7em;font-weight:600;color:var(--ink);font-variant-numeric:tabular-nums}
        .notes{background:var(--here);border-radius:8px;padding:.6em 1em .6em 2em;margin:1em 0}
        table{border-collapse:collapse}td,th{padding:.2em .9em .2em 0;vertical-align:top;text-align:left}
        .facts td:first-child{color:var(--soft)}.wide{overflow-x:auto;margin:.8em 0}
        .grid{font-size:.9em;font-variant-numeric:tabular-nums}.grid th{color:var(--soft);font-weight:600;border-bottom:1px solid var(--grid)}
        .grid td:not(:first-child),.grid th:not(:first-child){text-align:right;padding:.25em .5em .25em .9em}
        .grid tr:hover td{background:var(--card)}.grid .here td{background:var(--here)}
        """;
}
