/** The design system: what every page is made of. */
export { Button, IconButton, type ButtonProps, type IconButtonProps } from "./Button";
export { CheckboxCards, RadioCards, Switch, type CardOption } from "./choices";
export { classes } from "./classes";
export { useConfirm, type Question } from "./confirming";
export { Dialog, type DialogProps } from "./Dialog";
export { FieldError, TextArea, TextField } from "./Field";
export { Row, Stack } from "./layout";
export { LinkList, type LinkListEntry } from "./LinkList";
export { Menu, type MenuEntry } from "./Menu";
export { Page, type PageProps } from "./Page";
export { ProblemNote } from "./ProblemNote";
export { Progress } from "./Progress";
export { relative, RelativeTime } from "./RelativeTime";
export { Select, type Option } from "./Select";
export { Slider } from "./Slider";
export { Badge, Card, Empty, Skeleton } from "./surfaces";
export { Tabs } from "./Tabs";
export { toast, type Toast } from "./toasting";
