package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.network.address.Addresses;
import dev.jug.network.cni.CniAttachment;
import dev.jug.network.cni.CniConfiguration;
import dev.jug.network.cni.CniException;
import dev.jug.network.cni.CniFolder;
import dev.jug.network.cni.CniResult;
import dev.jug.network.cni.CniRuntime;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Networks that plugins of the Container Network Interface make: devices, addresses and routes are
 * theirs. Thread-safe.
 */
final class CniDriver implements Driver {
  static final String NAME = "cni";
  private static final String OPTION = "dev.jug.cni";
  private static final String FILE = "dev.jug.cni.conf";

  /** Parts of what is said about one container, which plugins take that say so. */
  private static final String MAC = "mac";

  private static final String IPS = "ips";

  private static final System.Logger LOG = System.getLogger(CniDriver.class.getName());

  private final CniRuntime runtime;
  private final CniFolder folder;
  private final RecordFolder<CniNote> notes;

  /** Endpoints of which somebody has spoken: notes of others are those of dead engines. */
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /**
   * @param state where to note what plugins have made
   */
  CniDriver(CniRuntime runtime, CniFolder folder, Path state) {
    this.runtime = runtime;
    this.folder = folder;
    this.notes = new RecordFolder<>(state, ".cni", CniNote.class, CniNote::endpoint);
  }

  @Override
  public void check(NetworkRecord network) {
    if (network.internal()) {
      throw new NetworkException(
          Kind.INVALID,
          "a cni network cannot be made internal",
          "What is reached from it is its configuration's to say: leave isGateway and ipMasq out there.");
    }
    translated(
        "make network " + network.name(),
        () -> {
          var configuration = CniConfiguration.read(file(network));
          configuration.plugins().forEach(plugin -> runtime.find(plugin.type()));
          return configuration;
        });
  }

  private Path file(NetworkRecord network) {
    var file = network.options().get(FILE);
    var name = network.options().get(OPTION);
    if (file != null) {
      return Path.of(file);
    }
    if (name == null || name.isBlank()) {
      throw new NetworkException(
          Kind.INVALID,
          "a cni network needs a configuration",
          "Name one of "
              + folder.path()
              + " with -o "
              + OPTION
              + "=NAME, or a file with -o "
              + FILE
              + "=PATH.");
    }
    return folder
        .find(name)
        .orElseThrow(() ->
            new NetworkException(
                Kind.NOT_FOUND,
                "there is no CNI configuration of the name " + name + " in " + folder.path(),
                "The name is what stands in the file as \"name\"; files end in .conflist or .conf."));
  }

  private interface Action<T> {
    T run();
  }

  private static <T> T translated(String intent, Action<T> action) {
    try {
      return action.run();
    } catch (CniException e) {
      throw new NetworkException(
          Kind.FAILED,
          "cannot " + intent + ": " + e.getMessage(),
          "The words are the plugin's; its configuration is where to look.",
          e);
    }
  }

  @Override
  public boolean hasGateway(NetworkRecord network) {
    return true;
  }

  @Override
  public boolean choosesAddresses() {
    return false;
  }

  @Override
  public void raise(NetworkRecord network) {
    // Plugins make what a network needs with its first endpoint.
  }

  @Override
  public Endpoint join(NetworkRecord network, Endpoint endpoint, Fd sandbox) {
    ParentDriver.refuseRules(network, endpoint.request().driverOptions());
    var intent = "connect the container to network " + network.name();
    var configuration = translated(intent, () -> CniConfiguration.read(file(network)));
    var note =
        new CniNote(
            endpoint.id(),
            endpoint.device(),
            configuration.json(),
            capabilities(network, configuration, endpoint.request()),
            endpoint.request().driverOptions().get(EndpointRequest.PLUGIN_ARGUMENTS),
            null);
    known.add(endpoint.id());
    notes.save(note);
    try {
      var made = runtime.add(configuration, attachment(note, Optional.of(sandbox)));
      notes.save(note.with(made.json()));
      return joined(endpoint, made);
    } catch (CniException e) {
      undo(note, sandbox, e);
      return translated(
          intent,
          () -> {
            throw e;
          });
    }
  }

  /** What was made until one failed. */
  private void undo(CniNote note, Fd sandbox, CniException why) {
    try {
      delete(note, Optional.of(sandbox));
    } catch (CniException e) {
      why.addSuppressed(e);
    }
  }

  private static Map<String, JsonNode> capabilities(
      NetworkRecord network, CniConfiguration configuration, EndpointRequest request) {
    var all = new HashMap<String, JsonNode>();
    var json = JsonNodeFactory.instance;
    if (request.mac() != null) {
      all.put(MAC, json.stringNode(request.mac()));
    }
    if (request.ipv4() != null || request.ipv6() != null) {
      var addresses = json.arrayNode();
      Stream.of(Optional.ofNullable(request.ipv4()), Optional.ofNullable(request.ipv6()))
          .flatMap(Optional::stream)
          .forEach(address -> addresses.add(Addresses.text(address)));
      all.put(IPS, addresses);
    }
    for (var capability : all.keySet()) {
      if (!configuration.isCapable(capability)) {
        throw new NetworkException(
            Kind.INVALID,
            "network "
                + network.name()
                + " takes no wishes: none of its plugins has the capability "
                + capability,
            "Leave the address to the plugins, or add \"capabilities\": {\""
                + capability
                + "\": true} where it is known.");
      }
    }
    return all;
  }

  private static CniAttachment attachment(CniNote note, Optional<Fd> sandbox) {
    var self = Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd");
    var path = sandbox.map(fd -> self.resolve(Integer.toString(fd.number())));
    return new CniAttachment(
        note.endpoint(),
        path,
        note.device(),
        note.capabilities(),
        Optional.ofNullable(note.arguments()));
  }

  private static Endpoint joined(Endpoint endpoint, CniResult made) {
    return endpoint.made(
        made.mac(endpoint.device()).orElse(endpoint.mac()),
        made.address(true).map(CniResult.Address::network),
        made.address(false).map(CniResult.Address::network),
        made.gateway(true),
        made.gateway(false));
  }

  @Override
  public void change(NetworkRecord network, Endpoint endpoint) {
    known.add(endpoint.id());
    ParentDriver.refuseRules(network, endpoint.request().driverOptions());
  }

  /** Who runs goes on, whatever plugins say of it. */
  @Override
  public void adopt(NetworkRecord network, Endpoint endpoint, Fd sandbox) {
    known.add(endpoint.id());
    var note = note(endpoint);
    var made = note.map(CniNote::result);
    if (note.isEmpty() || made.isEmpty()) {
      return;
    }
    try {
      runtime.check(
          CniConfiguration.of(note.get().configuration()),
          attachment(note.get(), Optional.of(sandbox)),
          CniResult.of(made.get()));
    } catch (CniException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "network " + network.name() + " is not as it was: " + e.getMessage(),
          e);
    }
  }

  private Optional<CniNote> note(Endpoint endpoint) {
    return notes.find(endpoint.id());
  }

  private void delete(CniNote note, Optional<Fd> sandbox) {
    runtime.delete(
        CniConfiguration.of(note.configuration()),
        attachment(note, sandbox),
        Optional.ofNullable(note.result()).map(CniResult::of));
    notes.remove(note);
    known.remove(note.endpoint());
  }

  /** A device may be one of the host's, which only its plugin can bring back. */
  @Override
  public void unplug(NetworkRecord network, Endpoint endpoint, SandboxStack sandbox) {
    translated(
        "disconnect the container from network " + network.name(),
        () -> {
          note(endpoint).ifPresent(note -> delete(note, Optional.of(sandbox.namespace())));
          return endpoint;
        });
  }

  @Override
  public void forget(NetworkRecord network, Endpoint endpoint) {
    try {
      leave(network, endpoint);
    } catch (NetworkException _) {
      // It is tried again soon, by who takes the endpoint away, and said then.
    }
  }

  /** The devices went with the sandbox; addresses are given back, and what is on the host goes. */
  @Override
  public void leave(NetworkRecord network, Endpoint endpoint) {
    translated(
        "take the container off network " + network.name(),
        () -> {
          note(endpoint).ifPresent(note -> delete(note, Optional.empty()));
          return endpoint;
        });
  }

  @Override
  public void lower(NetworkRecord network) {
    // Plugins know no end of a network.
  }

  @Override
  public @Nullable String hostDevice(String endpointId) {
    return null;
  }

  /** Those that an engine could not take off, because it ended before. */
  @Override
  public void clean(Collection<NetworkRecord> used) {
    for (var note : notes.all()) {
      if (!known.contains(note.endpoint())) {
        try {
          delete(note, Optional.empty());
        } catch (CniException e) {
          LOG.log(
              System.Logger.Level.WARNING,
              "something stays of endpoint " + note.endpoint() + ": " + e.getMessage(),
              e);
        }
      }
    }
  }
}
