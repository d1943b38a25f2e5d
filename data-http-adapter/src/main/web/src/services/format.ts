const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** A size as in the S3 console: powers of 1,024, one decimal. */
export function humanSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1023.95 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

export function exactSize(bytes: number): string {
  return `${bytes.toLocaleString('en')} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

const LOCAL = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hour12: false,
});

/** A time in the time zone of the browser. */
export function localTime(time: string): string {
  return LOCAL.format(new Date(time));
}

export function utcTime(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The extension of a file name in lower case; a dash if it has none. */
export function fileType(name: string): string {
  const ending = /[^.]\.([A-Za-z0-9]{1,12})$/.exec(name)?.[1];
  return ending?.toLowerCase() ?? '-';
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
