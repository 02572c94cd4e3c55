// What overlaps a neighbour, reaches out of what it is in, or is cut off; each told by its tag, class and first words.
(() => {
  const name = (one) => `${one.tagName.toLowerCase()}.${one.className} "${one.textContent.trim().slice(0, 30)}"`;
  const isBox = (one) => {
    const style = getComputedStyle(one);
    return one.checkVisibility() && !one.matches(".visually-hidden, .skip, option, [popover]")
        && !["inline", "contents"].includes(style.display) && !["absolute", "fixed"].includes(style.position);
  };
  const wrong = [];
  for (const one of document.querySelectorAll("body, body *:not(svg *)")) {
    if (!isBox(one)) {
      continue;
    }
    const boxes = [...one.children].filter(isBox).map((child) => [child, child.getBoundingClientRect()]);
    const own = one.getBoundingClientRect();
    boxes.forEach(([child, box], i) => {
      if (box.left < own.left - 1 || box.right > own.right + 1) {
        wrong.push(`${name(child)} reaches out of ${name(one)}`);
      }
      boxes.slice(i + 1).forEach(([other, next]) => {
        const wide = Math.min(box.right, next.right) - Math.max(box.left, next.left);
        const high = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
        if (wide > 1 && high > 1) {
          wrong.push(`${name(child)} and ${name(other)} overlap`);
        }
      });
    });
    if (getComputedStyle(one).overflowX !== "visible" && !one.matches("input, select, textarea, .scroll")
        && one.scrollWidth > one.clientWidth + 1) {
      wrong.push(`${name(one)} is cut off`);
    }
  }
  return wrong;
})()
