package dev.jug.engine.apt;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says why no image came of it.
 *
 * @param suite that was wanted
 * @param archive where it should be
 */
record BootstrapFailure(String suite, String archive) {
  private static final Pattern NO_SUITE =
      Pattern.compile("(?:404 +Not Found|does not have a Release file|File not found)");
  private static final Pattern NO_WAY =
      Pattern.compile(
          "(?:[Ff]ailure resolving|not resolve|[Cc]ould not connect|Unable to connect|"
              + "Connection (?:failed|timed out|refused)|unreachable|[Cc]ould not handshake)");
  private static final Pattern NO_PACKAGE =
      Pattern.compile(
          "(?:Unable to locate package|Couldn't find any package|has no installation candidate|"
              + "(?:Version|Release) '.*' for '.*' was not found)");
  private static final Pattern NO_SIGNATURE =
      Pattern.compile(
          "(?:NO_PUBKEY|is not signed|not verified|BADSIG|EXPKEYSIG|[Ii]nvalid signature)");

  EngineException of(int code, List<String> complaints) {
    var noWay = first(complaints, NO_WAY);
    if (noWay.isPresent()) {
      return new Unavailable(
          "cannot get packages from " + archive + ": " + noWay.get(),
          "The machine's own 'apt-get update' must work; it needs the same network and proxies.");
    }
    var noSignature = first(complaints, NO_SIGNATURE);
    if (noSignature.isPresent()) {
      return new Unavailable(
          "cannot verify suite " + suite + ": " + noSignature.get(),
          "The distribution's keyring package has its keys, such as debian-archive-keyring.");
    }
    var noPackage = first(complaints, NO_PACKAGE);
    if (noPackage.isPresent()) {
      return new NotFound(suite + " cannot give what --include wants: " + noPackage.get(), "");
    }
    if (first(complaints, NO_SUITE).filter(line -> line.contains("/" + suite)).isPresent()) {
      return new NotFound(
          "there is no suite " + suite + " at " + archive,
          "The directory " + archive + "/dists/ has the suites that are there.");
    }
    var last = complaints.isEmpty() ? "it ended with " + code : shown(complaints.getLast());
    return new Failed("cannot make apt:" + suite + ": " + last, "", null);
  }

  private static Optional<String> first(List<String> complaints, Pattern pattern) {
    return complaints.stream()
        .filter(line -> pattern.matcher(line).find())
        .findFirst()
        .map(BootstrapFailure::shown);
  }

  private static String shown(String complaint) {
    return AptSource.withoutCredentials(complaint.replaceFirst("^E: ", ""))
        .replaceAll("\\p{Cntrl}", " ")
        .replaceAll(" +", " ");
  }
}
