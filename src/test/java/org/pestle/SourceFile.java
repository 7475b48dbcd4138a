package org.pestle;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A file of the repository.
 *
 * @param path from the top of the repository, with slashes
 * @param text its content
 */
record SourceFile(String path, String text) {
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "data", ".idea", ".vscode");
    private static final Pattern NOT_CODE =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    private static final Map<SourceFile, List<Part>> PARTS = new HashMap<>();

    /** A class or a method of a Java file, and how many lines it takes. */
    record Part(String name, boolean method, List<String> annotations, long lines) {}

    /** Every text file of the repository, but nothing that is built or ignored. */
    static List<SourceFile> all() {
        List<SourceFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(Path.of("."), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean ours = !NOT_OURS.contains(String.valueOf(directory.getFileName()));
                    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    if (attributes.isRegularFile() && text.indexOf('\0') < 0) {
                        files.add(new SourceFile(
                                Path.of(".").relativize(file).toString().replace('\\', '/'), text));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<SourceFile> java = files.stream().filter(SourceFile::isJava).toList();
        Map<String, List<Part>> parts = parse(java);
        java.forEach(file -> PARTS.put(file, parts.getOrDefault(file.path, List.of())));
        return files;
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    /** Java of the service itself, not of its tests. */
    boolean isService() {
        return isJava() && !path.startsWith("src/test/");
    }

    /** Whether it belongs to one of these modules. */
    boolean isIn(String... modules) {
        return Set.of(modules).stream().anyMatch(module -> path.contains("java/org/pestle/" + module + "/"));
    }

    /** The text without comments and string literals. */
    String code() {
        return NOT_CODE.matcher(text).replaceAll("");
    }

    /** Its classes and methods. */
    List<Part> parts() {
        return PARTS.computeIfAbsent(this, file -> parse(List.of(file)).getOrDefault(file.path, List.of()));
    }

    /** The classes and methods of Java files by path; much faster for many at once than one by one. */
    private static Map<String, List<Part>> parse(List<SourceFile> files) {
        Map<String, List<Part>> found = new HashMap<>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        problem -> {},
                        List.of("-proc:none"),
                        null,
                        files.stream().map(InMemory::new).toList());
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                List<Part> parts = new ArrayList<>();
                new Scanner(unit, positions, parts).scan(unit, null);
                found.put(unit.getSourceFile().toUri().getPath().substring(1), parts);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** A file as the compiler wants it. */
    private static final class InMemory extends SimpleJavaFileObject {
        private final SourceFile file;

        InMemory(SourceFile file) {
            super(URI.create("text:///" + file.path), JavaFileObject.Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.text;
        }
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Part> parts;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<Part> parts) {
            this.unit = unit;
            this.positions = positions;
            this.parts = parts;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            parts.add(new Part(tree.getSimpleName().toString(), false, List.of(), lines(tree)));
            return super.visitClass(tree, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
            List<String> annotations = tree.getModifiers().getAnnotations().stream()
                    .map(annotation -> annotation.getAnnotationType().toString())
                    .toList();
            parts.add(new Part(tree.getName().toString(), true, annotations, lines(tree)));
            return super.visitMethod(tree, null);
        }

        private long lines(Tree tree) {
            long start = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            long end = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
            return end - start + 1;
        }
    }
}
