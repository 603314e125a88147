package tireless.gotemplate;

import tireless.gotemplate.problem.Position;
import tireless.gotemplate.problem.TemplateException;

/** Knows where in the template the rendering is. */
final class Failures {
    private Position at;

    Failures(Position start) {
        this.at = start;
    }

    void reach(Position position) {
        at = position;
    }

    TemplateException failed(Position position, String reason) {
        return new TemplateException(TemplateException.Stage.RENDERING, position, reason);
    }

    /** Where it is right now. */
    TemplateException limited(String reason) {
        return new TemplateException(TemplateException.Stage.LIMITING, at, reason);
    }
}
