package dev.wiretape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class CrashReportTest {
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "file modes are POSIX")
    void itSaysWhereItHappenedAndNothingOfWhatWasOnTheWire() throws IOException {
        Exception problem = new IllegalStateException("x-api-key: c4n4ry", new IOException("data: c4n4ry"));

        String said = CrashReport.write(problem);

        Path report = Path.of(said.substring(said.indexOf(" with ") + 6));
        try {
            assertThat(said).doesNotContain("c4n4ry").contains("IllegalStateException");
            assertThat(Files.readString(report))
                    .contains("IllegalStateException", "caused by java.io.IOException", "CrashReportTest")
                    .doesNotContain("c4n4ry");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(report)))
                    .isEqualTo("rw-------");
        } finally {
            Files.delete(report);
        }
    }
}
