import { useTimeZone } from '../services/appearance';
import { formatTime } from '../services/format';

/** A time in the zone that the user chose. The tooltip has it in UTC. */
export function Time({ at }: { at: string }) {
  const { zone } = useTimeZone();
  return (
    <time dateTime={at} title={formatTime(at, 'utc')}>
      {formatTime(at, zone)}
    </time>
  );
}
