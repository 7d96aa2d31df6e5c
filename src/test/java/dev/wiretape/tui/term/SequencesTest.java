package dev.wiretape.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.input.DefaultKeyDecodingProfile;
import com.googlecode.lanterna.input.InputDecoder;
import com.googlecode.lanterna.input.KeyStroke;
import dev.wiretape.tui.model.Msg;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SequencesTest {
    private static List<Msg> decode(String sent) throws IOException {
        InputDecoder decoder = new InputDecoder(new StringReader(sent));
        decoder.addProfile(new DefaultKeyDecodingProfile());
        decoder.addProfile(Sequences::patterns);
        List<Msg> messages = new ArrayList<>();
        while (true) {
            KeyStroke stroke = decoder.getNextCharacter(true);
            if (stroke == null || stroke.getKeyType() == com.googlecode.lanterna.input.KeyType.EOF) {
                return messages;
            }
            Strokes.message(stroke).ifPresent(messages::add);
        }
    }

    @Test
    void keysHaveNames() throws IOException {
        assertThat(decode("jG \033[A\033[6~\u0006é"))
                .containsExactly(
                        new Msg.Key("j"),
                        new Msg.Key("G"),
                        new Msg.Key("space"),
                        new Msg.Key("up"),
                        new Msg.Key("pgdn"),
                        new Msg.Key("ctrl-f"),
                        new Msg.Key("é"));
    }

    @Test
    void enterIsEnterHoweverTheTerminalSaysIt() throws IOException {
        assertThat(decode("\n")).containsExactly(new Msg.Key("enter"));
        assertThat(decode("\t")).containsExactly(new Msg.Key("tab"));
    }

    @Test
    void theMouseSpeaksSgrBeyondColumn223() throws IOException {
        assertThat(decode("\033[<0;301;5M\033[<0;301;5m\033[<64;3;4M\033[<65;3;4M"))
                .containsExactly(
                        new Msg.Mouse(Msg.Mouse.Kind.PRESS, 300, 4),
                        new Msg.Mouse(Msg.Mouse.Kind.WHEEL_UP, 2, 3),
                        new Msg.Mouse(Msg.Mouse.Kind.WHEEL_DOWN, 2, 3));
    }

    @Test
    void pastedTextIsOneMessageWhateverIsInIt() throws IOException {
        assertThat(decode("\033[200~Q\nx\033[A y\033[201~j"))
                .containsExactly(new Msg.Paste("Q\nx\033[A y"), new Msg.Key("j"));
    }
}
