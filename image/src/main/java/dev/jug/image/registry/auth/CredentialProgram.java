package dev.jug.image.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.json.JsonText;
import dev.jug.linux.SysException;
import dev.jug.linux.proc.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that keeps credentials, such as in a keyring ({@code docker-credential-NAME}, of the
 * protocol of docker-credential-helpers): the action is its argument, an address or JSON goes to
 * its input, JSON or a complaint comes from its output.
 *
 * @param name what follows {@code docker-credential-}
 * @param environment the program's, with the PATH to find it on
 */
record CredentialProgram(String name, Map<String, String> environment) {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final String IDENTITY = "<token>";
  private static final String UNKNOWN = "credentials not found";

  CredentialProgram {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new ImageException(
          ImageException.Kind.INVALID, "\"" + name + "\" is no name of a credential helper");
    }
  }

  Optional<Credential> get(String address) {
    var result = run("get", address);
    if (result.status() != 0) {
      if (result.output().contains(UNKNOWN)) {
        return Optional.empty();
      }
      throw failed("get", "it ended with status " + result.status());
    }
    var json =
        JsonText.object(result.output().getBytes(UTF_8))
            .orElseThrow(() -> failed("get", "it printed no JSON object"));
    var user = JsonText.string(json, "Username").orElse("");
    return JsonText.string(json, "Secret")
        .map(secret ->
            user.equals(IDENTITY)
                ? new Credential.IdentityToken("", secret)
                : new Credential.Password(user, secret));
  }

  void store(String address, Credential credential) {
    var json = JsonText.empty().put("ServerURL", address);
    switch (credential) {
      case Credential.Password(var user, var password) ->
          json.put("Username", user).put("Secret", password);
      case Credential.IdentityToken(_, var token) ->
          json.put("Username", IDENTITY).put("Secret", token);
      case Credential.RegistryToken _ ->
          throw failed("store", "helpers do not keep registry tokens");
    }
    succeed("store", new String(JsonText.compact(json), UTF_8));
  }

  void erase(String address) {
    succeed("erase", address);
  }

  private void succeed(String action, String input) {
    int status = run(action, input).status();
    if (status != 0) {
      throw failed(action, "it ended with status " + status);
    }
  }

  private Filter.Result run(String action, String input) {
    var program = find().orElseThrow(() -> failed(action, "there is no such program on PATH"));
    try {
      return new Filter(program, List.of(action), environment)
          .run(input.getBytes(UTF_8), LARGEST_ANSWER, LONGEST);
    } catch (SysException e) {
      throw failed(action, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Path> find() {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, program()))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private String program() {
    return "docker-credential-" + name;
  }

  /** What the program printed stays untold: there may be a secret in it. */
  private ImageException failed(String action, String why) {
    return new ImageException(
        ImageException.Kind.FAILED,
        program() + " " + action + " failed: " + why,
        "run it by hand, or take credsStore and credHelpers out of Docker's config.json");
  }
}
