package dev.jug.architecture;

import static java.util.Objects.requireNonNull;

import com.sun.source.tree.RequiresTree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The modules that are shipped and what they require of each other, read from their descriptors.
 *
 * @param modules by the names of their folders
 */
record ModuleMap(Map<String, Module> modules) {
  /**
   * A module.
   *
   * @param folder its folder below the root, which is what people call it
   * @param uses folders of the modules that it requires
   * @param libraries modules of others that it requires, without those of the JDK
   */
  record Module(String folder, Set<String> uses, Set<String> libraries) {}

  static ModuleMap read() {
    var sources =
        JavaSource.parse(
            Repository.mainSources().filter(path -> path.endsWith("module-info.java")));
    var folders = sources.stream().collect(Collectors.toMap(ModuleMap::name, ModuleMap::folder));
    var modules = new TreeMap<String, Module>();
    for (var source : sources) {
      var uses = new TreeSet<String>();
      var libraries = new TreeSet<String>();
      for (var required : required(source)) {
        if (folders.containsKey(required)) {
          uses.add(requireNonNull(folders.get(required)));
        } else if (!required.startsWith("java.") && !required.startsWith("jdk.")) {
          libraries.add(required);
        }
      }
      libraries.remove("org.jspecify");
      modules.put(folder(source), new Module(folder(source), uses, libraries));
    }
    return new ModuleMap(modules);
  }

  Module module(String folder) {
    return requireNonNull(modules.get(folder), folder);
  }

  /** Who requires this one, by name. */
  List<String> usersOf(String folder) {
    return modules.values().stream()
        .filter(module -> module.uses().contains(folder))
        .map(Module::folder)
        .toList();
  }

  /** How far above the ground: 0 for a module that requires no other. */
  int height(String folder) {
    return module(folder).uses().stream().mapToInt(this::height).max().orElse(-1) + 1;
  }

  /** What a module requires and does not also get by way of another that it requires. */
  Set<String> nearest(String folder) {
    var uses = module(folder).uses();
    return uses.stream()
        .filter(used -> uses.stream().noneMatch(other -> reaches(other, used)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Rows from the top, each by name. */
  List<List<String>> rows() {
    return modules.keySet().stream()
        .collect(
            Collectors.groupingBy(
                this::height, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.toList()))
        .values()
        .stream()
        .toList();
  }

  private boolean reaches(String from, String to) {
    return module(from).uses().stream().anyMatch(used -> used.equals(to) || reaches(used, to));
  }

  private static Set<String> required(JavaSource source) {
    return requireNonNull(source.module()).getDirectives().stream()
        .filter(RequiresTree.class::isInstance)
        .map(directive -> ((RequiresTree) directive).getModuleName().toString())
        .collect(Collectors.toSet());
  }

  private static String name(JavaSource source) {
    return requireNonNull(source.module()).getName().toString();
  }

  private static String folder(JavaSource source) {
    return source.path().getName(0).toString();
  }
}
