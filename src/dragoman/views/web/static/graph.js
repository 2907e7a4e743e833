// The graph drawn by cytoscape, to be moved and zoomed; without scripts the picture of the page stays.
"use strict";

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { ink: of("--ink"), talk: of("--strong"), conflict: of("--bad"), ground: of("--raised") };
}

async function drawGraph() {
  const picture = document.querySelector(".graph-picture[data-graph]");
  if (picture === null || typeof cytoscape === "undefined" || picture.classList.contains("graph-drawn")) return;
  const answer = await fetch(picture.dataset.graph);
  if (!answer.ok) return;
  const graph = await answer.json();
  const colour = colours();
  const most = Math.max(...graph.ties.map((tie) => tie.items), 1);
  picture.classList.add("graph-drawn");
  const drawn = cytoscape({
    container: picture,
    elements: [
      ...graph.points.map((point) => ({
        data: { id: "p:" + point.name, label: point.name, size: 2 * point.radius },
        position: { x: point.x, y: point.y },
      })),
      ...graph.ties.map((tie, number) => ({
        data: {
          id: "t:" + number, source: "p:" + tie.source, target: "p:" + tie.target,
          width: 1 + (5 * tie.items) / most,
          colour: tie.conflict > tie.cooperation + tie.statements ? colour.conflict : colour.talk,
        },
      })),
    ],
    style: [
      { selector: "node", style: {
        label: "data(label)", width: "data(size)", height: "data(size)", color: colour.ink,
        "background-color": colour.talk, "font-size": 13, "font-weight": 600, "text-valign": "top", "text-margin-y": -3,
        "text-outline-color": colour.ground, "text-outline-width": 2,
      } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": "data(colour)", "target-arrow-color": "data(colour)",
        "target-arrow-shape": "triangle", "curve-style": "bezier", "line-opacity": 0.6, "arrow-scale": 0.8,
      } },
      { selector: ".away", style: { opacity: 0.12 } },
    ],
    layout: { name: "preset", padding: 30 },
    maxZoom: 4,
    minZoom: 0.3,
    userZoomingEnabled: false, // the wheel scrolls the page; two taps zoom
  });
  drawn.on("tap", "node", (event) => {
    drawn.elements().addClass("away");
    event.target.closedNeighborhood().removeClass("away");
  });
  drawn.on("tap", (event) => {
    if (event.target === drawn) drawn.elements().removeClass("away");
  });
  drawn.on("dbltap", (event) => drawn.zoom({ level: drawn.zoom() * 1.5, renderedPosition: event.renderedPosition }));
}

document.addEventListener("DOMContentLoaded", drawGraph);
document.addEventListener("htmx:afterSettle", drawGraph);
