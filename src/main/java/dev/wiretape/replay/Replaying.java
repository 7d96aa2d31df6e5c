package dev.wiretape.replay;

import dev.wiretape.access.Door;
import dev.wiretape.recording.Session;
import dev.wiretape.recording.fault.Injection;
import java.util.Optional;
import java.util.function.Consumer;

/** What all clients of one replay share; every part of it is thread-safe. */
record Replaying(
        Door door,
        Catalogue catalogue,
        Matcher matcher,
        Manners manners,
        boolean explains,
        Shelf shelf,
        Pacer pacer,
        Pace pace,
        Punctuality punctuality,
        Reading reading,
        RequestMemory requestMemory,
        Injection injection,
        Stage stage,
        Optional<Elsewhere> elsewhere,
        Optional<Session> session,
        Consumer<Notice> listener) {}
