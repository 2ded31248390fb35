package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.From;
import dev.jug.build.dockerfile.Instruction;
import java.util.Locale;
import java.util.regex.Pattern;

/** Capitals and small letters. */
final class CasingRules {
  private static final Pattern AS = Pattern.compile("\\s(as)\\s+\\S+$", Pattern.CASE_INSENSITIVE);

  private final Dockerfile dockerfile;
  private final Findings findings;

  CasingRules(Dockerfile dockerfile, Findings findings) {
    this.dockerfile = dockerfile;
    this.findings = findings;
  }

  void apply() {
    dockerfile.stages().forEach(stage -> from(stage.from()));
    long small = Every.instruction(dockerfile).filter(each -> isSmall(word(each))).count();
    long large = Every.instruction(dockerfile).filter(each -> isLarge(word(each))).count();
    Every.instruction(dockerfile).forEach(each -> keyword(each, small > large));
  }

  private void keyword(Instruction instruction, boolean small) {
    var word = word(instruction);
    if (small ? !isSmall(word) : !isLarge(word)) {
      findings.add(
          Rule.CONSISTENT_INSTRUCTION_CASING,
          instruction,
          "Command '"
              + word
              + "' should match the case of the command majority ("
              + (small ? "lowercase" : "uppercase")
              + ")");
    }
  }

  private void from(From from) {
    var alias = from.alias();
    if (alias != null && !isSmall(alias)) {
      findings.add(Rule.STAGE_NAME_CASING, from, "Stage name '" + alias + "' should be lowercase");
    }
    var match = AS.matcher(from.origin().text());
    if (alias == null || !match.find()) {
      return;
    }
    var as = match.group(1);
    var word = word(from);
    if ((isSmall(word) && !isSmall(as)) || (isLarge(word) && !isLarge(as))) {
      findings.add(
          Rule.FROM_AS_CASING,
          from,
          "'" + as + "' and '" + word + "' keywords' casing do not match");
    }
  }

  private static String word(Instruction instruction) {
    return instruction.origin().keyword();
  }

  private static boolean isSmall(String word) {
    return word.equals(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isLarge(String word) {
    return word.equals(word.toUpperCase(Locale.ROOT));
  }
}
