import { LoaderCircle } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import { Tooltip, TooltipTrigger } from "react-aria-components/Tooltip";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "children"> {
  look?: "primary" | "plain" | "quiet" | "danger" | "alarm";
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/**
 * While `isPending` it keeps the focus and does nothing. This is not react-aria's own pending state, which leaves
 * an image without a name in the live region when the button goes away meanwhile.
 */
export function Button({ look = "plain", isPending = false, onPress, children, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={`button button-${look}${isPending ? " button-busy" : ""}`}
      {...(onPress === undefined || isPending ? {} : { onPress })}
    >
      {isPending && (
        <span className="spinner">
          <LoaderCircle className="icon" aria-hidden="true" />
        </span>
      )}
      {children}
    </AriaButton>
  );
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
