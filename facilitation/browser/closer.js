// Closer: one picture with axes to look into, drawn by plotly in the place of the painted one.
//
// The figure stands on the page and names no colours: ink and paper are those of the page, also in the dark and when
// somebody chose their own. Nothing is asked of anybody else. Without scripts the painted picture simply stays.

import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import heatmap from "plotly.js/lib/heatmap";
import sunburst from "plotly.js/lib/sunburst";
import spanish from "plotly.js/lib/locales/es";
import dutch from "plotly.js/lib/locales/nl";

const HEIGHT = 480;
const ABOVE = 72; // room for the legend and plotly's own buttons
const CONFIG = {
  locale: document.documentElement.lang,
  displayModeBar: true,
  displaylogo: false,
  responsive: true,
  showSendToCloud: false,
  plotlyServerURL: "",
  topojsonURL: "",
  modeBarButtonsToRemove: ["toImage", "select2d", "lasso2d", "sendDataToCloud"],
};

Plotly.register([bar, heatmap, sunburst, spanish, dutch]);
const place = document.querySelector("[data-figure]");
const figure = JSON.parse(place.dataset.figure);
const painted = [...place.childNodes];

draw();
for (const asked of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
  matchMedia(asked).addEventListener("change", draw);
}

async function draw() {
  const { data, layout } = inked(structuredClone(figure), getComputedStyle(place));
  try {
    if (painted[0]?.parentNode === place) place.replaceChildren();
    await Plotly.react(place, data, layout, CONFIG);
  } catch (error) {
    place.replaceChildren(...painted);
    throw error;
  }
}

// What a figure leaves to its medium: the ink of the page, and room for long words and for fingers.
function inked({ data, layout }, { color: ink, backgroundColor: sheet, fontFamily: family }) {
  const [dark, light] = [ink, sheet].map((colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number));
  const mixed = (part) => `rgb(${dark.map((each, at) => Math.round(each * part + light[at] * (1 - part)))})`;
  const veil = `rgba(${dark},0.07)`;
  for (const trace of data) {
    trace.line = { ...trace.line, color: ink };
    trace.fillcolor = veil;
    if (trace.type === "heatmap") {
      // with a gap plotly needs no style attribute, which our policy of contents forbids
      Object.assign(trace, { colorscale: [[0, mixed(0.05)], [1, mixed(0.45)]], showscale: false, xgap: 2, ygap: 2 });
      trace.texttemplate ??= trace.text ? "%{text}" : undefined;
    } else if (trace.type === "sunburst") {
      trace.marker = { colors: trace.ids.map((_, at) => mixed(at % 2 ? 0.12 : 0.2)), line: { color: sheet, width: 2 } };
      trace.insidetextfont = { color: ink };
    } else if (trace.type === "bar") {
      const plain = !trace.marker?.pattern?.shape;
      const pattern = { ...trace.marker?.pattern, fillmode: "replace", fgcolor: ink, bgcolor: sheet };
      trace.marker = { ...trace.marker, color: plain ? mixed(0.22) : ink, pattern, line: { color: ink, width: 1 } };
    } else {
      if (Array.isArray(trace.text)) trace.text = trace.text.map((words) => folded(String(words ?? "")));
      trace.marker = { ...trace.marker, color: ink, line: { width: 1, ...trace.marker?.line, color: ink } };
    }
  }
  for (const shape of layout.shapes ?? []) {
    shape.line = { ...shape.line, color: ink };
    if (shape.fillcolor) shape.fillcolor = veil;
  }
  for (const note of layout.annotations ?? []) Object.assign(note, { arrowcolor: ink, bgcolor: sheet });
  for (const name of ["xaxis", "yaxis"]) {
    const axis = (layout[name] = { automargin: true, ...layout[name] });
    Object.assign(axis, { gridcolor: mixed(0.18), zerolinecolor: ink, linecolor: ink });
    if (axis.ticktext) axis.ticktext = axis.ticktext.map((words) => folded(String(words)));
  }
  const touched = matchMedia("(pointer: coarse)").matches; // a finger goes on scrolling the page
  return {
    data,
    layout: {
      ...layout,
      height: Math.max(layout.height ?? 0, HEIGHT),
      autosize: true,
      margin: { ...layout.margin, t: ABOVE },
      legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom" },
      dragmode: touched ? false : "zoom",
      font: { family, color: ink, size: 14 },
      paper_bgcolor: sheet,
      plot_bgcolor: sheet,
      hoverlabel: { bgcolor: sheet, bordercolor: ink, font: { family, color: ink } },
      modebar: { color: ink, activecolor: ink, bgcolor: sheet },
    },
  };
}

// Long words on lines of some thirty letters.
function folded(words) {
  return words.replace(/(?![^\n]{1,30}$)([^\n]{1,30})\s/g, "$1<br>");
}
