const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** A size as in the S3 console: powers of 1,024, one decimal. */
export function humanSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1023.95 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

export function exactSize(bytes: number): string {
  return `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** In which time zone times are shown: that of the browser, or UTC. */
export type TimeZone = 'local' | 'utc';

const FORMATS: Record<TimeZone, Intl.DateTimeFormat> = {
  local: timeFormat(undefined),
  utc: timeFormat('UTC'),
};

function timeFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
    timeZone,
  });
}

/** A time with its zone as in the S3 console: Nov 30, 2026, 17:05:12 (UTC+01:00). */
export function formatTime(time: string, zone: TimeZone): string {
  const parts = FORMATS[zone].formatToParts(new Date(time));
  const zoneName = parts.find(part => part.type === 'timeZoneName')?.value ?? 'GMT';
  // ICU versions differ in the name of UTC
  const offset = zoneName === 'GMT' ? 'UTC+00:00' : zoneName.replace('GMT', 'UTC');
  const text = parts.filter((part, at) => part.type !== 'timeZoneName' && parts[at + 1]?.type !== 'timeZoneName');
  return `${text.map(part => part.value).join('')} (${offset})`;
}

/** The extension of a file name in lower case; a dash if it has none. */
export function fileType(name: string): string {
  const ending = /[^.]\.([A-Za-z0-9]{1,12})$/.exec(name)?.[1];
  return ending?.toLowerCase() ?? '-';
}

const NAMES = new Intl.Collator('en', { numeric: true });

/** The order of names in which file 2 comes before file 10. Names that differ in no letter and number are in the order of their characters. */
export function compareNames(a: string, b: string): number {
  return NAMES.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

export function pluralize(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`;
}

export function formatDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) {
    return `${hours} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

export function fileCount(count: number): string {
  return pluralize(count, 'file');
}

export function formatNumber(count: number): string {
  return count.toLocaleString('en');
}
