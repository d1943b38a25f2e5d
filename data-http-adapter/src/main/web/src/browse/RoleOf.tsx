import { Arn } from '../shared/Arn';

/** The role that the portal assumes. */
export function RoleOf({ role }: { role: string | undefined }) {
  return role === undefined ? "None: the server's own credentials" : <Arn>{role}</Arn>;
}
