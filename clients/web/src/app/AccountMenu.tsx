import type { Account } from "@encompass/client/gen/encompass/auth/v1/auth_pb.js";
import { Activity, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useNavigate } from "react-router";

import { signOut } from "../api/session";
import { Menu, toast, type MenuEntry } from "../ui";
import { setPreferences, usePreferences, type Scheme } from "./preferences";
import { isOperator } from "./roles";

const NEXT: Record<Scheme, { scheme: Scheme; label: string; icon: typeof Sun }> = {
  system: { scheme: "light", label: "Light", icon: Sun },
  light: { scheme: "dark", label: "Dark", icon: Moon },
  dark: { scheme: "system", label: "As the device has it", icon: Monitor },
};

export default function AccountMenu({ account }: { account: Account }) {
  const { scheme } = usePreferences();
  const navigate = useNavigate();
  const next = NEXT[scheme];
  const NextIcon = next.icon;
  const leave = async () => {
    await navigate("/");
    await signOut().catch(() =>
      toast({
        text: "Signed out here; the edge could not be told. Close the session from another device.",
        tone: "danger",
      }),
    );
  };
  const items: MenuEntry[] = [
    {
      id: "account",
      label: "Account",
      detail: account.email,
      icon: <UserRound size={18} />,
      href: "/account",
    },
    ...(isOperator(account)
      ? [{ id: "operator", label: "Operator", icon: <Activity size={18} />, href: "/operator" }]
      : []),
    {
      id: "scheme",
      label: `Colours: ${next.label}`,
      icon: <NextIcon size={18} />,
      onPress: () => setPreferences({ scheme: next.scheme }),
    },
    { id: "leave", label: "Sign out", icon: <LogOut size={18} />, onPress: () => void leave() },
  ];
  const name = account.displayName || (account.email.split("@")[0] ?? "");
  return (
    <Menu label={`Your account, ${name}`} items={items}>
      <UserRound size={18} aria-hidden />
      <span>{name}</span>
    </Menu>
  );
}
