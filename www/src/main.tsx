import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/fields.css";
import "./styles/shell.css";
import "./styles/login.css";
import "./styles/inbox.css";
import "./styles/conversation.css";
import "./styles/contact.css";
import "./styles/people.css";
import "./styles/effective.css";
import "./styles/review.css";
import "./styles/matrix.css";
import "./styles/emergency.css";
import "./styles/find.css";
import "./styles/reveal.css";
import "./styles/masking.css";
import "./styles/whatif.css";
import "./styles/routing.css";
import "./styles/ladder.css";
import "./styles/queue.css";

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
