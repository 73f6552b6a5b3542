"""Ambition: what has to have changed on the playgrounds, and how people will notice."""

from __future__ import annotations

from facilitation.demo.words import Content, InDays, Ref, Side

AMBITION: Content = {
    "change.picture": (
        "Om één uur ’s middags zit een klas in de schaduw te lezen. De dag erna regent het, en het water blijft in de tuin die de kinderen zelf tekenden.",
        "A la una de la tarde, un curso lee a la sombra. Al día siguiente llueve, y el agua se queda en el jardín que dibujaron las niñas y los niños.",
    ),
    "change.goals": [
        (
            "school",
            {
                "key": "codecide",
                "statement": (
                    "Leerlingen beslissen mee over hun speelplaats",
                    "Las y los estudiantes participan en la decisión sobre su patio",
                ),
                "kind": "process",
                "benefits.{brasschaat}": (
                    "leerlingen kennen hun plek en zorgen ervoor",
                    "las y los estudiantes sienten suyo el lugar y lo cuidan",
                ),
                "benefits.{tarija}": (
                    "scholen nemen de ontwerpdag met kinderen over",
                    "las escuelas adoptan el día de diseño con la niñez",
                ),
                "priority": "must",
                "horizon": InDays(400),
                "leader": Ref("heads"),
                "leader_side": Side("brasschaat"),
            },
        ),
        (
            "medio_ambiente",
            {
                "key": "choose_together",
                "statement": (
                    "Beide gemeenten kennen één manier om met een wijk te kiezen",
                    "Ambos municipios conocen una manera de elegir con un barrio",
                ),
                "kind": "relation",
                "benefits.{brasschaat}": (
                    "een methode die werkt met buren",
                    "un método que funciona con vecinas y vecinos",
                ),
                "benefits.{tarija}": (
                    "erkenning van wat de wijken al kunnen",
                    "reconocimiento de lo que los barrios ya saben hacer",
                ),
                "priority": "should",
                "horizon": InDays(400),
                "leader": Ref("committees"),
                "leader_side": Side("tarija"),
            },
        ),
    ],
    "signs.indicators": [
        (
            "school",
            {
                "key": "schools_choosing",
                "goal": Ref("codecide"),
                "name": (
                    "scholen waar de leerlingenraad mee koos",
                    "escuelas donde el gobierno estudiantil participó en la elección",
                ),
                "kind": "number",
                "unit": ("scholen", "escuelas"),
                "baseline": 0,
                "baseline_on": InDays(-60),
                "target": 3,
                "now": 1,
                "source": ("schoolverslag", "informe escolar"),
                "how_often": "yearly",
                "who": ("onderwijsdienst", "servicio de educación"),
            },
        ),
        (
            "medio_ambiente",
            {
                "goal": Ref("choose_together"),
                "name": (
                    "wat een buur vertelt over hoe er gekozen werd",
                    "lo que cuenta una vecina sobre cómo se eligió",
                ),
                "kind": "story",
                "source": ("een gesprek per wijk", "una conversación por barrio"),
                "how_often": "yearly",
                "who": ("milieudienst van Tarija", "dirección de medio ambiente de Tarija"),
            },
        ),
    ],
    "signs.markers": [
        (
            "school",
            {
                "actor": Ref("pupils"),
                "hope": "expect",
                "behaviour": ("tekenen hun speelplaats en leggen ze uit", "dibujan su patio y lo explican"),
            },
        ),
        (
            "school",
            {
                "actor": Ref("pupils"),
                "hope": "like",
                "behaviour": ("geven de bomen water in de vakantie", "riegan los árboles en vacaciones"),
            },
        ),
        (
            "school",
            {
                "actor": Ref("pupils"),
                "hope": "love",
                "behaviour": ("leggen het uit aan een andere school", "se lo enseñan a otra escuela"),
            },
        ),
    ],
    "promise.level": "coproduce",
    "promise.why": (
        "Het gebouw en het budget liggen vast; hoe het plein eruitziet niet.",
        "El edificio y el presupuesto están fijados; cómo se ve el patio, no.",
    ),
    "promise.promise": (
        "Jullie tekening is het begin van het plan. Wat niet kan, leggen we binnen vier weken uit.",
        "Su dibujo es el comienzo del plan. Lo que no se pueda, lo explicamos en cuatro semanas.",
    ),
    "promise.not_promised": [("brasschaat", {"text": ("alle scholen in één jaar", "todas las escuelas en un año")})],
    "logic.chains": [
        (
            "school",
            {
                "if_we": ("kinderen laten tekenen en meten", "dejamos que niñas y niños dibujen y midan"),
                "then": ("kiezen ze plekken die ze gebruiken", "eligen lugares que van a usar"),
                "because": ("ze kennen elke hoek van het plein", "conocen cada rincón del patio"),
                "assumption": ("dat leerkrachten er tijd voor krijgen", "que las y los docentes tengan tiempo"),
                "tested": ("na de eerste ontwerpdag", "después del primer día de diseño"),
            },
        )
    ],
    "limits.side_effects": [
        (
            "school",
            {
                "key": "play_space",
                "effect": ("minder plaats om te voetballen", "menos espacio para jugar fútbol"),
                "who_loses": ("oudere leerlingen", "estudiantes mayores"),
                "answer": ("een hoek zonder bomen, op een vast uur", "una esquina sin árboles, a una hora fija"),
            },
        )
    ],
    "limits.minimum": (
        "Eén speelplaats met schaduw, getekend door de leerlingen.",
        "Un patio con sombra, dibujado por sus estudiantes.",
    ),
    "limits.anchor": Ref("climate_plan"),
}
