package uk.casebook.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An operation without code, or code without an operation, fails the build. */
class ContractCoversCodeTest {

  @Test
  void everyOperationIsAResourceMethodOfItsNameAndTheOtherWayRound() throws IOException {
    Contract contract = Contract.of(Files.readAllBytes(java.nio.file.Path.of("openapi.yaml")));
    List<String> declared =
        contract.operations().stream()
            .map(
                operation ->
                    "%s %s %s".formatted(operation.method(), operation.path(), operation.id()))
            .toList();
    assertThat(methods()).isNotEmpty().containsExactlyInAnyOrderElementsOf(declared);
  }

  private static List<String> methods() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("uk.casebook")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> type.getMethods().stream().flatMap(method -> operations(type, method)))
            .toList();
  }

  private static Stream<String> operations(JavaClass type, JavaMethod method) {
    String base = type.getAnnotationOfType(Path.class).value();
    String rest =
        method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
    String path =
        "/"
            + String.join(
                "/",
                Arrays.stream((base + "/" + rest).split("/", -1))
                    .filter(segment -> !segment.isEmpty())
                    .map(segment -> segment.replaceFirst("\\{(\\w+)\\s*:.*}", "{$1}"))
                    .toList());
    return method.getAnnotations().stream()
        .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
        .map(annotation -> annotation.getRawType().getAnnotationOfType(HttpMethod.class).value())
        .map(verb -> "%s %s %s".formatted(verb, path, method.getName()));
  }
}
