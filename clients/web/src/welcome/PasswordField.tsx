import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";

import { IconButton } from "../ui/Button";
import { TextField } from "../ui/Field";

export interface PasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  autoComplete: "current-password" | "new-password";
  error?: string | undefined;
  hint?: string;
  label?: string;
}

export function PasswordField({
  value,
  onChange,
  autoComplete,
  error,
  hint,
  label = "Password",
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      name="password"
      type={shown ? "text" : "password"}
      value={value}
      onChange={onChange}
      autoComplete={autoComplete}
      error={error}
      hint={hint}
      required
      after={
        <IconButton label={shown ? "Hide password" : "Show password"} onPress={() => setShown(!shown)}>
          {shown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
        </IconButton>
      }
    />
  );
}
