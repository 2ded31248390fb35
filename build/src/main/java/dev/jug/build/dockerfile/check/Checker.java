package dev.jug.build.dockerfile.check;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.dockerfile.Dockerfile;
import java.util.List;

/** Applies the rules to a Dockerfile. */
public final class Checker {
  private Checker() {}

  /**
   * Applies all rules that count.
   *
   * @param options what the Dockerfile says, or what the build was told instead
   * @param ignored what the build context leaves out
   * @return by place
   */
  public static List<Finding> check(
      Dockerfile dockerfile, CheckOptions options, IgnoreRules ignored) {
    var findings = new Findings(options);
    new CasingRules(dockerfile, findings).apply();
    new StageRules(dockerfile, findings).apply();
    new InstructionRules(dockerfile, ignored, findings).apply();
    new FromRules(dockerfile, findings).apply();
    new VariableRules(dockerfile, findings).apply();
    new CommentRules(dockerfile, findings).apply();
    return findings.all();
  }

  /** The same with what the Dockerfile says, and nothing else known. */
  public static List<Finding> check(Dockerfile dockerfile) {
    return check(dockerfile, CheckOptions.parse(dockerfile.directives().check()), IgnoreRules.NONE);
  }
}
