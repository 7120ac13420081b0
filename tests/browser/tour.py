"""One visit to each page: everything that a test wants to know of it is looked at on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import axe_playwright_python
import yaml
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.browser.conftest import FLAGS, chromium
from tests.places import ROOT

PLAN: dict[str, Any] = yaml.safe_load((ROOT / "site/accessibility.yml").read_text(encoding="utf-8"))
"""What is looked at: schemes, widths, rules; the accessibility statement tells the same."""
_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""Rules whose answer depends on the colour scheme; the others give the same in each."""
_AT_ONCE = 3
_RUN_AXE = """async ({ tags, colours, everywhere }) => {
  // Elements of the same tags and classes, theirs and their ancestors', have the same colours:
  // where the answer for all is known, two of each are enough.
  const chains = new Map();
  const chain = (one) => {
    if (!one) return "";
    if (!chains.has(one)) {
      const kind = ["class", "type", "aria-current", "aria-sort", "hidden", "open", "disabled"];
      const marks = kind.map((name) => one.getAttribute(name) ?? "").join("|");
      chains.set(one, `${chain(one.parentElement)} ${one.tagName} ${marks}`);
    }
    return chains.get(one);
  };
  const speaks = (one) => one.matches("input, select, textarea") ||
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const seen = new Map();
  const samples = [...document.body.querySelectorAll("*")].filter((one) => {
    if (!speaks(one)) return false;
    const count = (seen.get(chain(one)) ?? 0) + 1;
    seen.set(chain(one), count);
    return count <= 2;
  });
  const off = Object.fromEntries(colours.map((id) => [id, { enabled: everywhere }]));
  const shared = { resultTypes: ["violations"], preload: false };
  const runs = [];
  if (tags.length) {
    const only = { type: "tag", values: tags };
    runs.push(await axe.run(document, { ...shared, runOnly: only, rules: off }));
  }
  if (!everywhere) {
    const only = { type: "rule", values: colours };
    runs.push(await axe.run({ include: samples }, { ...shared, runOnly: only }));
  }
  return runs.flatMap(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`)));
}"""
_SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
JUMPS = """() => new Promise((resolve) => {
  const seen = 0.01;  // a tenth of what counts as good: nobody sees it
  const jumps = [];
  let sum = 0;
  const note = (list) => list.getEntries().forEach(({ value, sources }) => {
    const { nodeName, textContent } = sources[0]?.node ?? {};
    sum += value;
    jumps.push(`${value.toFixed(4)} by ${nodeName} ${textContent?.trim().slice(0, 40)}`);
  });
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(sum < seen ? [] : jumps), 50));
})"""
"""What moved while a page loaded, if its shifts (CLS) add up to something that can be seen."""
_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_UNFOCUSED = """() => {
  const reachable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const lost = [];
  for (const one of document.querySelectorAll(reachable)) {
    if (one.disabled || !one.checkVisibility()) continue;
    one.focus({ focusVisible: true });
    const style = getComputedStyle(one);
    const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (document.activeElement !== one || !ringed) lost.push(one.outerHTML.slice(0, 120));
  }
  document.activeElement.blur();
  return lost;
}"""
_MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
  return animationName !== "none" || scrollBehavior === "smooth" ||
    transitionDuration.split(",").some((time) => parseFloat(time) > 0);
}).map((one) => one.outerHTML.slice(0, 120))"""
_FADED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea")]
  .filter((one) => one.checkVisibility()).filter((one) => {
    const style = getComputedStyle(one);
    const paper = getComputedStyle(document.documentElement).backgroundColor;
    const bare = style.borderStyle === "none" && style.textDecorationLine !== "underline";
    const field = !one.matches("a, [type=checkbox], [type=radio], th *");
    return style.forcedColorAdjust === "none" || style.color === paper || (field && bare);
  }).map((one) => one.outerHTML.slice(0, 120))"""


@dataclass
class Visit:
    """What was found on one page; every list is empty when all is well."""

    path: str
    axe: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    unfocused: list[str] = field(default_factory=list)
    moving: list[str] = field(default_factory=list)
    faded: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    views: int = 0
    """In how many combinations of scheme and width axe was run."""


def tour(address: str, paths: Sequence[str]) -> list[Visit]:
    """Visit each path of the site at `address` with several tabs of one browser."""
    visits: list[Visit] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            visits.extend(asyncio.run(_tour(address, paths)))
        except BaseException as failure:  # told by the thread that waits
            failures.append(failure)

    thread = Thread(target=run)  # the other tests have an event loop of their own in this thread
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return visits


async def _tour(address: str, paths: Iterable[str]) -> list[Visit]:
    left = iter(paths)
    visits: list[Visit] = []
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = await browser.new_context()
        context.set_default_timeout(60_000)
        tabs = [_one_tab(context, address, left, visits) for _ in range(_AT_ONCE)]
        await asyncio.gather(*tabs)
        await browser.close()
    return visits


async def _one_tab(
    context: BrowserContext, address: str, left: Iterable[str], visits: list[Visit]
) -> None:
    page = await context.new_page()
    visit = Visit("")
    page.on("console", lambda message: visit.console.append(message.text))
    page.on("pageerror", lambda error: visit.console.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(address) else visit.console.append(f"asks {request.url}")
        ),
    )
    for path in left:
        visit = Visit(path)
        visits.append(visit)
        await _look(page, address, visit)


async def _look(page: Page, address: str, visit: Visit) -> None:
    await page.emulate_media(color_scheme="light", forced_colors="none")
    await _size(page, PLAN["widths"][0])
    await page.goto(address + visit.path)
    visit.shifts += await page.evaluate(JUMPS)
    await page.evaluate(_AXE)
    for scheme in PLAN["schemes"]:
        await page.emulate_media(color_scheme=scheme)
        for width in PLAN["widths"]:
            await _size(page, width)
            first_scheme = scheme == PLAN["schemes"][0]
            visit.axe += await _run_axe(page, first_scheme, width == PLAN["widths"][0])
            visit.views += 1
        visit.unfocused += await page.evaluate(_UNFOCUSED)
    await page.emulate_media(reduced_motion="reduce")
    visit.moving += await page.evaluate(_MOVING)
    await page.emulate_media(reduced_motion="no-preference", forced_colors="active")
    visit.faded += await page.evaluate(_FADED)
    visit.unfocused += await page.evaluate(_UNFOCUSED)
    await page.emulate_media(forced_colors="none")
    await _narrow(page, visit)


async def _narrow(page: Page, visit: Visit) -> None:
    widths = [
        *PLAN["widths"],
        *(PLAN[f"{which}_width"] for which in ("middle", "zoomed", "narrow")),
    ]
    for spaced in (False, True):
        if spaced:
            await page.evaluate(_SPACED)
        for width in widths:
            await _size(page, width)
            over = await page.evaluate(_WIDE)
            if over > 0:
                how = "spaced, " if spaced else ""
                visit.overflow.append(f"{how}{width} px: {over} px too wide")


async def _size(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 900})


async def _run_axe(page: Page, first_scheme: bool, first_width: bool) -> list[str]:
    """Every rule once in each width; colours of all once, then of each kind of element."""
    plan = {
        "tags": PLAN["axe_tags"] if first_scheme else [],
        "colours": _COLOUR_RULES,
        "everywhere": first_scheme and first_width,
    }
    found: list[str] = await page.evaluate(_RUN_AXE, plan)
    return found
