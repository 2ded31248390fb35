package dev.jug.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A parsed source file.
 *
 * @param path from the root of the repository
 * @param module what a module says of itself; null in all other files, whose trees are not kept
 * @param publicTypes types that anybody may name, with whether they have Javadoc
 * @param methods with their length
 */
record JavaSource(
    Path path, @Nullable ModuleTree module, List<PublicType> publicTypes, List<Method> methods) {

  /** Trees of all files at once take more memory than tests have. */
  private static final int AT_ONCE = 200;

  /** A public type, top level or nested in public types. */
  record PublicType(String name, boolean documented) {}

  /** A method or constructor with the number of its lines. */
  record Method(String name, int lines) {}

  static List<JavaSource> parse(Stream<Path> paths) {
    var all = paths.map(Repository.ROOT::resolve).toList();
    var sources = new ArrayList<JavaSource>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      sources.addAll(parse(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
    }
    return sources;
  }

  private static List<JavaSource> parse(List<Path> paths) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var inputs = files.getJavaFileObjectsFromPaths(paths);
      var task =
          (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, inputs);
      var docs = DocTrees.instance(task);
      return StreamSupport.stream(task.parse().spliterator(), false)
          .map(tree -> read(tree, docs))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int lines() {
    return (int) Repository.text(path).lines().count();
  }

  private static JavaSource read(CompilationUnitTree tree, DocTrees docs) {
    var types = new ArrayList<PublicType>();
    var methods = new ArrayList<Method>();
    var path = Repository.ROOT.relativize(Path.of(tree.getSourceFile().toUri()));
    Function<Tree, Long> begin = node -> docs.getSourcePositions().getStartPosition(tree, node);
    Function<Tree, Long> end = node -> docs.getSourcePositions().getEndPosition(tree, node);
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
        if (isPublic(getCurrentPath())) {
          types.add(
              new PublicType(
                  type.getSimpleName().toString(), docs.getDocComment(getCurrentPath()) != null));
        }
        return super.visitClass(type, null);
      }

      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        if (end.apply(method) >= 0) {
          var lines = tree.getLineMap();
          methods.add(
              new Method(
                  method.getName().toString(),
                  (int)
                      (lines.getLineNumber(end.apply(method))
                          - lines.getLineNumber(begin.apply(method))
                          + 1)));
        }
        return super.visitMethod(method, null);
      }
    }.scan(tree, null);
    return new JavaSource(path, tree.getModule(), List.copyOf(types), List.copyOf(methods));
  }

  /** Public all the way up; members of interfaces are public without saying so. */
  private static boolean isPublic(TreePath path) {
    if (!(path.getLeaf() instanceof ClassTree type)) {
      return path.getLeaf() instanceof CompilationUnitTree;
    }
    var outer = path.getParentPath();
    boolean said = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
    boolean implied =
        outer.getLeaf().getKind() == Tree.Kind.INTERFACE
            || outer.getLeaf().getKind() == Tree.Kind.ANNOTATION_TYPE;
    return (said || implied) && isPublic(outer);
  }
}
