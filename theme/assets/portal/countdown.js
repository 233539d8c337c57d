// A badge that counts down days is right on the day it was built; this keeps it right until the next build.
"use strict";

for (const badge of document.querySelectorAll("[data-until]")) {
  const { until, days, day, last, over } = badge.dataset;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
  const left = Math.round((Date.parse(until) - Date.parse(today)) / 86400000);
  if (Number.isNaN(left)) continue;
  badge.textContent = left < 0 ? over : left === 0 ? last : left === 1 ? day : days.replace("{n}", left);
}
