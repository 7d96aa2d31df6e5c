package dev.wiretape.proxy;

import dev.wiretape.recording.Field;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Any bytes as what a client sends: the cuts make no difference, and what is let through can be read in one way only. */
public final class FuzzHeads {
    private FuzzHeads() {}

    /** The entry point that Jazzer knows. */
    public static void fuzzerTestOneInput(byte[] data) {
        List<String> whole = decode(data, Math.max(1, data.length));
        List<String> split = decode(data, 1);
        if (!whole.equals(split)) {
            throw new AssertionError("byte by byte it is " + split + " instead of " + whole);
        }
    }

    private static List<String> decode(byte[] data, int piece) {
        EmbeddedChannel channel = new EmbeddedChannel(new StrictRequestDecoder(new HttpDecoderConfig()
                .setMaxChunkSize(Relay.CHUNK)
                .setMaxHeaderSize(Relay.LONGEST_HEAD)
                .setMaxInitialLineLength(Relay.LONGEST_LINE)));
        List<String> heads = new ArrayList<>();
        for (int at = 0; at < data.length; at += piece) {
            channel.writeInbound(Unpooled.wrappedBuffer(data, at, Math.min(piece, data.length - at)));
            for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
                look(message, heads);
                ReferenceCountUtil.release(message);
            }
        }
        channel.finishAndReleaseAll();
        return heads;
    }

    private static void look(Object message, List<String> heads) {
        if (message instanceof HttpRequest request) {
            boolean ok = request.decoderResult().isSuccess();
            heads.add(ok ? check(request) : "malformed");
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            heads.add("broken body");
        }
    }

    private static String check(HttpRequest request) {
        List<Field> fields = new ArrayList<>();
        request.headers().forEach(header -> fields.add(new Field(header.getKey(), header.getValue())));
        boolean http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        var refusal = RequestCheck.refusal(request.method().name(), request.uri(), http10, fields);
        if (refusal.isPresent()) {
            return refusal.get().message();
        }
        require(count(fields, "host") == 1 || (http10 && count(fields, "host") == 0), request);
        require(count(fields, "content-length") + count(fields, "transfer-encoding") <= 1, request);
        for (Field field : fields) {
            require(field.name().chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':'), request);
            require(field.value().chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), request);
        }
        require(request.uri().chars().allMatch(c -> c > ' '), request);
        return request.method() + " " + request.uri() + " " + fields;
    }

    private static long count(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name))
                .count();
    }

    private static void require(boolean holds, HttpRequest request) {
        if (!holds) {
            throw new AssertionError("let through: " + request);
        }
    }
}
