package dev.wiretape.samples;

import java.time.Duration;
import java.util.List;

/** Answers that call tools. */
final class ToolSamples {
    private static final String FORECAST_TOOL = """
            "tools": [{"name": "get_forecast", "description": "The weather in a town on the next days",
              "input_schema": {"type": "object", "required": ["town", "days"], "properties": {
                "town": {"type": "string"}, "days": {"type": "integer"}, "unit": {"enum": ["celsius", "fahrenheit"]}}}}]""";

    private static final String CLOCK_TOOL = """
            "tools": [{"name": "read_station_clock", "description": "The time on the station's clock",
              "input_schema": {"type": "object", "properties": {}}}]""";

    private static final String RECIPE_TOOL = """
            "tools": [{"name": "save_recipe", "description": "Keeps a recipe in the family's cookbook",
              "input_schema": {"type": "object", "required": ["title", "ingredients", "steps"], "properties": {
                "title": {"type": "string"}, "servings": {"type": "integer"},
                "ingredients": {"type": "array", "items": {"type": "object", "properties": {
                  "name": {"type": "string"}, "grams": {"type": "number"}}}},
                "steps": {"type": "array", "items": {"type": "string"}}}}}]""";

    private ToolSamples() {}

    static List<Sample> all() {
        return List.of(twoToolsInParallel(), toolWithoutInput(), maxTokensInToolJson());
    }

    private static Sample twoToolsInParallel() {
        MessageStream stream = MessageStream.start(21, "msg_01SampleTwoTowns", 512)
                .text("Two climates in one suitcase! Let me look at both forecasts.")
                .wait(Duration.ofMillis(140))
                .tool(
                        "toolu_01SampleLisbon",
                        "get_forecast",
                        "{\"town\": \"Lisbon\", \"days\": 3, \"unit\": \"celsius\"}")
                .wait(Duration.ofMillis(60))
                .tool(
                        "toolu_01SampleTromso",
                        "get_forecast",
                        "{\"town\": \"Troms\\u00f8\", \"days\": 3, \"unit\": \"celsius\"}")
                .stop("tool_use");
        return new Sample(
                "two-tools-in-parallel",
                "Text, then two calls of one tool, each with its own input assembled from fragments (one with a "
                        + "`\\u00f8` inside).",
                Requests.ask(
                        1024,
                        "You help people pack.",
                        "I fly to Lisbon on Friday and to Tromsø on Sunday. What do I need?",
                        FORECAST_TOOL),
                Api.stream(5, Duration.ofMillis(710), stream.pieces()));
    }

    private static Sample toolWithoutInput() {
        MessageStream stream = MessageStream.start(22, "msg_01SampleStationClock", 331)
                .text("""
                        That depends on which clock you ask. The one in the ticket hall has been five minutes fast since \
                        the centenary. I will look at the clock above platform 3, which the trains go by.""")
                .wait(Duration.ofMillis(320))
                .tool("toolu_01SampleClock", "read_station_clock", "")
                .stop("tool_use");
        return new Sample(
                "tool-without-input",
                "A tool that takes nothing: a single, empty `input_json_delta`. The input is `{}`, not broken JSON.",
                Requests.ask(256, "You stand in a small station.", "Is the 14:03 gone already?", CLOCK_TOOL),
                Api.stream(6, Duration.ofMillis(480), stream.pieces()));
    }

    private static Sample maxTokensInToolJson() {
        MessageStream stream = MessageStream.start(23, "msg_01SamplePlumCake", 604)
                .text("What a lovely recipe. I am writing it into the cookbook.")
                .wait(Duration.ofMillis(260))
                .tool("toolu_01SamplePlumCake", "save_recipe", """
                        {"title": "Grandmother's plum cake", "servings": 12, "ingredients": [{"name": "plums", "grams": \
                        1500}, {"name": "flour", "grams": 375}, {"name": "butter", "grams": 200}, {"name": "sugar", \
                        "grams": 150}, {"name": "eggs", "grams": 165}], "steps": ["Halve and stone the plums.", \
                        "Cream the butter with the sugar until pa""")
                .stop("max_tokens");
        return new Sample(
                "max-tokens-in-tool-json",
                "`max_tokens` ran out in the middle of a string in a tool's input. Every frame is well-formed and the "
                        + "block is closed; only the assembled JSON is not.",
                Requests.ask(
                        stream.outputTokens(),
                        "You keep the family's cookbook.",
                        "Please save this: 1.5 kg plums, 375 g flour, 200 g butter, 150 g sugar, 3 eggs. Halve and "
                                + "stone the plums, cream the butter with the sugar until pale, stir in eggs and flour, "
                                + "spread on a tray, set the plums upright, bake 40 minutes at 180 degrees.",
                        RECIPE_TOOL),
                Api.stream(7, Duration.ofMillis(760), stream.pieces()));
    }
}
