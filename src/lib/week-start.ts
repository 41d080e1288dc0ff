type WeekInfo = { firstDay: number };

/** The weekday a calendar begins with in this locale; 0 is Monday. */
export function weekStart(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => WeekInfo;
    weekInfo?: WeekInfo;
  };
  const firstDay = (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1;
  return (firstDay + 6) % 7;
}
