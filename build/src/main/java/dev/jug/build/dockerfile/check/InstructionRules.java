package dev.jug.build.dockerfile.check;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.dockerfile.Add;
import dev.jug.build.dockerfile.Arg;
import dev.jug.build.dockerfile.Cmd;
import dev.jug.build.dockerfile.Command;
import dev.jug.build.dockerfile.Copy;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Entrypoint;
import dev.jug.build.dockerfile.Env;
import dev.jug.build.dockerfile.Expose;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.dockerfile.Label;
import dev.jug.build.dockerfile.Maintainer;
import dev.jug.build.dockerfile.Pair;
import dev.jug.build.dockerfile.Shell;
import dev.jug.build.dockerfile.Stage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is said of one instruction by itself. */
final class InstructionRules {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(?:^|_)(apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)");
  private static final Pattern PUBLIC = Pattern.compile("(?i)(?:^|_)public(?:_|$)");
  private static final Pattern MAPPED = Pattern.compile("[^$/]*:[^$]*");

  private final Dockerfile dockerfile;
  private final IgnoreRules ignored;
  private final Findings findings;

  InstructionRules(Dockerfile dockerfile, IgnoreRules ignored, Findings findings) {
    this.dockerfile = dockerfile;
    this.ignored = ignored;
    this.findings = findings;
  }

  void apply() {
    Every.instruction(dockerfile).forEach(this::instruction);
    dockerfile.stages().forEach(this::commands);
  }

  private void instruction(Instruction instruction) {
    switch (instruction) {
      case Maintainer _ ->
          findings.add(
              Rule.MAINTAINER_DEPRECATED,
              instruction,
              "Maintainer instruction is deprecated in favor of using label");
      case Env env -> {
        legacy(env, env.legacy(), env.pairs().getFirst());
        env.pairs().forEach(pair -> secret(env, pair.key()));
      }
      case Label label -> legacy(label, label.legacy(), label.pairs().getFirst());
      case Arg arg -> arg.variables().forEach(variable -> secret(arg, variable.name()));
      case Expose expose -> expose.ports().forEach(port -> port(expose, port));
      case Copy copy when copy.from() == null -> copied(copy, copy.sources());
      case Add add -> copied(add, add.sources());
      default -> {}
    }
  }

  /** A shell of one's own says that lines are wanted. */
  private void commands(Stage stage) {
    if (stage.instructions().stream().anyMatch(Shell.class::isInstance)) {
      return;
    }
    for (var each : stage.instructions()) {
      boolean line =
          (each instanceof Cmd cmd && cmd.command() instanceof Command.Line)
              || (each instanceof Entrypoint point && point.command() instanceof Command.Line);
      if (line) {
        findings.add(
            Rule.JSON_ARGS_RECOMMENDED,
            each,
            "JSON arguments recommended for "
                + each.name()
                + " to prevent unintended behavior related to OS signals");
      }
    }
  }

  private void legacy(Instruction where, boolean legacy, Pair pair) {
    if (legacy) {
      findings.add(
          Rule.LEGACY_KEY_VALUE_FORMAT,
          where,
          "\""
              + where.name()
              + " key=value\" should be used instead of legacy \""
              + where.name()
              + " key value\" format ("
              + pair.key()
              + ")");
    }
  }

  private void secret(Instruction where, String name) {
    if (SECRET.matcher(name).find() && !PUBLIC.matcher(name).find()) {
      findings.add(
          Rule.SECRETS_USED_IN_ARG_OR_ENV,
          where,
          "Do not use ARG or ENV instructions for sensitive data ("
              + where.name()
              + " \""
              + name
              + "\")");
    }
  }

  private void port(Expose expose, String port) {
    if (MAPPED.matcher(port).matches()) {
      findings.add(
          Rule.EXPOSE_INVALID_FORMAT,
          expose,
          "EXPOSE instruction should not define an IP address or host-port mapping, found '"
              + port
              + "'");
    }
    int slash = port.indexOf('/');
    var protocol = slash < 0 ? "" : port.substring(slash + 1);
    if (protocol.indexOf('$') < 0 && !protocol.equals(protocol.toLowerCase(Locale.ROOT))) {
      findings.add(
          Rule.EXPOSE_PROTO_CASING,
          expose,
          "Defined protocol '" + port + "' in EXPOSE instruction should be lowercase");
    }
  }

  private void copied(Instruction where, List<String> sources) {
    for (var source : sources) {
      var path = source.replaceAll("^(\\./|/)+", "").replaceAll("/+$", "");
      boolean isFile = !path.isEmpty() && !path.equals(".") && !source.contains("://");
      if (isFile && source.indexOf('$') < 0 && ignored.leavesOutAllBelow(path)) {
        findings.add(
            Rule.COPY_IGNORED_FILE,
            where,
            "Attempting to "
                + where.name()
                + " file \""
                + source
                + "\" that is excluded by .dockerignore");
      }
    }
  }
}
