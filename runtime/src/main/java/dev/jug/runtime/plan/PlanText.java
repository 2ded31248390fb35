package dev.jug.runtime.plan;

import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a plan for a person: who acts, why, and the system calls of each why in order. */
final class PlanText {
  private static final int WIDEST = 160;

  private final Plan plan;
  private final StringBuilder out = new StringBuilder();

  PlanText(Plan plan) {
    this.plan = plan;
  }

  String render() {
    var actor = "";
    var reason = "";
    for (int i = 0; i < plan.ops().size(); i++) {
      var op = plan.ops().get(i);
      var nowActor = op.actor().name().toLowerCase(Locale.ROOT);
      if (!nowActor.equals(actor)) {
        actor = nowActor;
        reason = "";
        out.append(i == 0 ? "" : "\n").append("== in the ").append(actor).append(" ==\n");
      }
      if (!op.reason().equals(reason)) {
        reason = op.reason();
        out.append("\n  ").append(reason).append('\n');
      }
      line(i, op);
    }
    return out.toString();
  }

  private void line(int index, Op op) {
    var text = op.shown();
    if (text.length() > WIDEST) {
      text = text.substring(0, WIDEST - 1) + "…";
    }
    out.append(String.format(Locale.ROOT, "  %4d  %s%s%s%n", index, text, result(op), policy(op)));
  }

  private static String result(Op op) {
    var slot = op.result();
    return slot == null ? "" : " → " + slot;
  }

  private static String policy(Op op) {
    var errors =
        op.errors().isEmpty()
            ? "any error"
            : op.errors().stream().map(Enum::name).collect(Collectors.joining(" or "));
    var target = op.target();
    return switch (op.policy()) {
      case FAIL -> target == null ? "" : "    child: " + target.index();
      case ACCEPT -> "    " + errors + " is fine";
      case JUMP -> "    " + errors + ": go to " + (target == null ? "?" : target.index());
    };
  }
}
