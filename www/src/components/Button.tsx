import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children"> {
  look?: "primary" | "plain" | "quiet" | "danger";
  children: ReactNode;
}

export function Button({ look = "plain", ...rest }: ButtonProps) {
  return <AriaButton {...rest} className={`button button-${look}`} />;
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "children"> {
  /** The accessible name, also shown as a tooltip. */
  label: string;
  children: ReactNode;
  className?: string;
}

export function IconButton({ label, children, className, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} className={`icon-button ${className ?? ""}`}>
        {children}
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
