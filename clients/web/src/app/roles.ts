import { Role, type Account } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";

/** Whether the operator's page is for this account. */
export function isOperator(account: Account): boolean {
  return account.roles.includes(Role.OPERATOR);
}
