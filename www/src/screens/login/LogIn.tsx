import { type FormEvent, useRef, useState } from "react";
import { Form } from "react-aria-components/Form";
import { type Problem, toProblem } from "../../api/problem";
import { Button } from "../../components/Button";
import { Logo } from "../../components/Logo";
import { ProblemNote } from "../../components/ProblemNote";
import { TextInput } from "../../components/TextInput";
import { t } from "../../i18n";
import { logIn } from "../../state/session";

export interface LogInProps {
  because: "nobody" | "own_wish" | "ended";
}

export function LogIn({ because }: LogInProps) {
  const [company, setCompany] = useState("");
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await logIn({ company: company.trim().toLowerCase(), username: username.trim().toLowerCase(), password });
    } catch (error) {
      setProblem(toProblem(error));
      setPassword("");
      form.current?.querySelector<HTMLInputElement>("input[name=password]")?.focus();
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="login">
      <div className="login-card">
        <header className="login-head">
          <Logo />
          <h1>{t("login.title")}</h1>
          <p>{t("login.lead")}</p>
        </header>
        {because === "ended" && problem === null && (
          <p className="hint-box" role="status">
            {t("login.ended")}
          </p>
        )}
        {problem !== null && <ProblemNote problem={problem} />}
        <Form ref={form} className="login-form" onSubmit={(event) => void submit(event)}>
          <TextInput
            label={t("login.company")}
            name="company"
            autoComplete="organization"
            writing="code"
            maxLength={32}
            isRequired
            autoFocus
            value={company}
            onChange={setCompany}
          />
          <TextInput
            label={t("login.username")}
            name="username"
            autoComplete="username"
            writing="code"
            maxLength={64}
            isRequired
            value={username}
            onChange={setUsername}
          />
          <TextInput
            label={t("login.password")}
            name="password"
            type="password"
            autoComplete="current-password"
            maxLength={128}
            isRequired
            value={password}
            onChange={setPassword}
          />
          <Button look="primary" type="submit" isPending={busy}>
            {busy ? t("login.busy") : t("login.submit")}
          </Button>
        </Form>
      </div>
      <p className="login-foot">{t("login.foot")}</p>
    </main>
  );
}
