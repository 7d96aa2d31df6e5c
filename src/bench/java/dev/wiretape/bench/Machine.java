package dev.wiretape.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    /** The machine and the programs compared, by name. */
    static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("cores", Runtime.getRuntime().availableProcessors() + " × " + proc("cpuinfo", "model name"));
        facts.put("memory", proc("meminfo", "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.put("load", proc("loadavg", ""));
        facts.put("nginx", version("nginx", "-v") + ", worker_processes auto");
        facts.put("haproxy", version("haproxy", "-v"));
        return facts;
    }

    private static String proc(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    private static String version(String program, String option) {
        return Ways.onPath(program).map(path -> firstLine(path, option)).orElse("not installed");
    }

    private static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines().findFirst().orElse("unknown");
        } catch (IOException broken) {
            return "unknown: " + broken.getMessage();
        }
    }
}
