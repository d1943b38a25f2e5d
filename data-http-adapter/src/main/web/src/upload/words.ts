import { counted } from '../services/format';

export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  if (hours > 0) {
    return `${hours} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

export function files(count: number): string {
  return counted(count, 'file');
}

export function number(count: number): string {
  return count.toLocaleString('en');
}
