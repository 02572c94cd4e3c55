// A fingerprint of how letters are drawn here: fonts, smoothing, browser. It must not depend on our own style sheet.
(async () => {
  const canvas = document.createElement("canvas");
  canvas.width = 600;
  canvas.height = 160;
  const pen = canvas.getContext("2d");
  [
    "400 16px system-ui, 'Noto Sans', sans-serif",
    "600 34px system-ui, 'Noto Sans', sans-serif",
    "400 16px system-ui, 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif",
    "400 16px system-ui, 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif",
  ].forEach((font, i) => {
    pen.font = font;
    pen.fillText("Satisfaction 84.6% 满意度评分 만족도 점수", 4, 36 * (i + 1));
  });
  const bytes = new TextEncoder().encode(canvas.toDataURL() + navigator.language);
  let hash = 14695981039346656037n;
  bytes.forEach((byte) => (hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 1099511628211n)));
  const browser = navigator.userAgent.match(/Chrome\/(\d+)/)?.[1];
  return `${hash.toString(16)} in Chromium ${browser}`;
})()
