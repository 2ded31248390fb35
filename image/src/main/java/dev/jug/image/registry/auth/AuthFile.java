package dev.jug.image.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.json.JsonText;
import dev.jug.linux.fs.FileTrouble;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One file of credentials, as Docker writes it. What else is in the file stays as it is.
 *
 * @param path need not be there
 * @param environment for the programs that the file names
 */
record AuthFile(Path path, Map<String, String> environment) {
  private static final String AUTHS = "auths";
  private static final String HUB = "https://index.docker.io/v1/";

  Optional<Credential> get(String registry) {
    var json = read();
    var program = helper(json, registry);
    var stored = program.flatMap(helper -> helper.get(address(registry)));
    return stored.isPresent() ? stored : entry(json.path(AUTHS), registry);
  }

  void put(String registry, Credential credential) {
    var json = read();
    var program = helper(json, registry);
    if (program.isPresent()) {
      program.get().store(address(registry), credential);
    }
    var auths = json.path(AUTHS) instanceof ObjectNode old ? old : json.putObject(AUTHS);
    keys(registry).forEach(auths::remove);
    auths.set(address(registry), program.isPresent() ? JsonText.empty() : entry(credential));
    write(json);
  }

  boolean remove(String registry) {
    var json = read();
    var program = helper(json, registry);
    boolean known = program.flatMap(helper -> helper.get(address(registry))).isPresent();
    if (known) {
      program.ifPresent(helper -> helper.erase(address(registry)));
    }
    if (json.path(AUTHS) instanceof ObjectNode auths
        && keys(registry).anyMatch(key -> !auths.path(key).isMissingNode())) {
      keys(registry).forEach(auths::remove);
      write(json);
      return true;
    }
    return known;
  }

  private Optional<CredentialProgram> helper(JsonNode json, String registry) {
    return keys(registry)
        .flatMap(key -> JsonText.string(json.path("credHelpers"), key).stream())
        .findFirst()
        .or(() -> JsonText.string(json, "credsStore"))
        .map(name -> new CredentialProgram(name, environment));
  }

  /** What Docker calls a registry in its file. */
  private static String address(String registry) {
    return registry.equals(Reference.DEFAULT_REGISTRY) ? HUB : registry;
  }

  /** What programs of all ages call it. */
  private static Stream<String> keys(String registry) {
    var names =
        registry.equals(Reference.DEFAULT_REGISTRY)
            ? List.of("index.docker.io", registry, "registry-1.docker.io")
            : List.of(registry);
    return names.stream()
        .flatMap(name ->
            Stream.of("", "/", "/v1/", "/v2/")
                .flatMap(
                    end -> Stream.of("https://" + name + end, name + end, "http://" + name + end)));
  }

  private Optional<Credential> entry(JsonNode auths, String registry) {
    return keys(registry).flatMap(key -> credential(auths.path(key)).stream()).findFirst();
  }

  private Optional<Credential> credential(JsonNode entry) {
    var pair = JsonText.string(entry, "auth").map(this::decoded).orElse("");
    int colon = pair.indexOf(':');
    var user = colon < 0 ? JsonText.string(entry, "username").orElse("") : pair.substring(0, colon);
    var password =
        colon < 0 ? JsonText.string(entry, "password").orElse("") : pair.substring(colon + 1);
    return JsonText.string(entry, "registrytoken")
        .<Credential>map(Credential.RegistryToken::new)
        .or(() ->
            JsonText.string(entry, "identitytoken")
                .map(token -> new Credential.IdentityToken(user, token)))
        .or(() ->
            user.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credential.Password(user, password)));
  }

  /** Docker pads the pair with NUL characters. */
  private String decoded(String auth) {
    try {
      return new String(Base64.getDecoder().decode(auth), UTF_8).replace("\0", "");
    } catch (IllegalArgumentException _) {
      throw invalid("a value of \"auth\" is not Base64");
    }
  }

  private static ObjectNode entry(Credential credential) {
    var entry = JsonText.empty();
    switch (credential) {
      case Credential.Password(var user, var password) ->
          entry.put("auth", encoded(user, password));
      case Credential.IdentityToken(var user, var token) ->
          entry.put("auth", encoded(user, "")).put("identitytoken", token);
      case Credential.RegistryToken(var token) -> entry.put("registrytoken", token);
    }
    return entry;
  }

  private static String encoded(String user, String password) {
    return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  private ObjectNode read() {
    try {
      return JsonText.object(Files.readAllBytes(path))
          .orElseThrow(() -> invalid("it is no JSON object"));
    } catch (NoSuchFileException _) {
      return JsonText.empty();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private void write(ObjectNode json) {
    try {
      PrivateFile.write(path, JsonText.pretty(json));
    } catch (IOException e) {
      throw failed("written", e);
    }
  }

  private ImageException invalid(String why) {
    return new ImageException(
        ImageException.Kind.INVALID, path + ": " + why, "correct or remove the file");
  }

  private ImageException failed(String what, IOException e) {
    return new ImageException(
        ImageException.Kind.FAILED, path + " cannot be " + what + ": " + FileTrouble.why(e), "", e);
  }
}
