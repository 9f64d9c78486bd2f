//! Protocols that differ in size alone.

/// A protocol of messages with these names and the same three fields.
macro_rules! messages {
    ($module:ident, $($message:ident)*) => {
        #[cti_runtime::protocol(
            vendor = "Bench",
            origins("https://phone.bench.example"),
            envelope(object, tag = "action"),
            marker = Phone,
        )]
        pub mod $module {
            #[event]
            pub enum Event {
                $($message { id: u64, number: String, note: Option<String> },)*
            }
        }
    };
}

/// A protocol of one message with these fields, a text each.
macro_rules! fields {
    ($module:ident, $($field:ident)*) => {
        #[cti_runtime::protocol(
            vendor = "Bench",
            origins("https://phone.bench.example"),
            envelope(object, tag = "action"),
            marker = Phone,
        )]
        pub mod $module {
            #[event]
            pub enum Event {
                Wide { $($field: String,)* },
            }
        }
    };
}

/// A protocol with a message of any length, and calls that are told apart by a text or a number.
#[cti_runtime::protocol(
    vendor = "Bench",
    origins("https://phone.bench.example"),
    envelope(object, tag = "action")
)]
pub mod calls {
    #[states(key = id)]
    enum Named {
        Ringing,
        Talking,
        #[end]
        Over,
    }

    #[states(key = number)]
    enum Numbered {
        Ringing,
        Talking,
        #[end]
        Over,
    }

    #[event]
    pub enum Event {
        #[moves(Named: new => Ringing)]
        NamedRings {
            id: String,
        },
        #[moves(Named: Ringing | Talking => Talking)]
        NamedTalks {
            id: String,
        },
        #[moves(Named: Ringing | Talking => Over)]
        NamedEnds {
            id: String,
        },
        #[moves(Numbered: new => Ringing)]
        NumberedRings {
            number: u64,
        },
        #[moves(Numbered: Ringing | Talking => Talking)]
        NumberedTalks {
            number: u64,
        },
        #[moves(Numbered: Ringing | Talking => Over)]
        NumberedEnds {
            number: u64,
        },
        Long {
            lines: Vec<String>,
        },
    }
}

messages! {
    messages_5,
        M000 M001 M002 M003 M004
}

messages! {
    messages_50,
        M000 M001 M002 M003 M004 M005 M006 M007 M008 M009 M010 M011 M012 M013 M014 M015 M016
        M017 M018 M019 M020 M021 M022 M023 M024 M025 M026 M027 M028 M029 M030 M031 M032 M033
        M034 M035 M036 M037 M038 M039 M040 M041 M042 M043 M044 M045 M046 M047 M048 M049
}

messages! {
    messages_500,
        M000 M001 M002 M003 M004 M005 M006 M007 M008 M009 M010 M011 M012 M013 M014 M015 M016
        M017 M018 M019 M020 M021 M022 M023 M024 M025 M026 M027 M028 M029 M030 M031 M032 M033
        M034 M035 M036 M037 M038 M039 M040 M041 M042 M043 M044 M045 M046 M047 M048 M049 M050
        M051 M052 M053 M054 M055 M056 M057 M058 M059 M060 M061 M062 M063 M064 M065 M066 M067
        M068 M069 M070 M071 M072 M073 M074 M075 M076 M077 M078 M079 M080 M081 M082 M083 M084
        M085 M086 M087 M088 M089 M090 M091 M092 M093 M094 M095 M096 M097 M098 M099 M100 M101
        M102 M103 M104 M105 M106 M107 M108 M109 M110 M111 M112 M113 M114 M115 M116 M117 M118
        M119 M120 M121 M122 M123 M124 M125 M126 M127 M128 M129 M130 M131 M132 M133 M134 M135
        M136 M137 M138 M139 M140 M141 M142 M143 M144 M145 M146 M147 M148 M149 M150 M151 M152
        M153 M154 M155 M156 M157 M158 M159 M160 M161 M162 M163 M164 M165 M166 M167 M168 M169
        M170 M171 M172 M173 M174 M175 M176 M177 M178 M179 M180 M181 M182 M183 M184 M185 M186
        M187 M188 M189 M190 M191 M192 M193 M194 M195 M196 M197 M198 M199 M200 M201 M202 M203
        M204 M205 M206 M207 M208 M209 M210 M211 M212 M213 M214 M215 M216 M217 M218 M219 M220
        M221 M222 M223 M224 M225 M226 M227 M228 M229 M230 M231 M232 M233 M234 M235 M236 M237
        M238 M239 M240 M241 M242 M243 M244 M245 M246 M247 M248 M249 M250 M251 M252 M253 M254
        M255 M256 M257 M258 M259 M260 M261 M262 M263 M264 M265 M266 M267 M268 M269 M270 M271
        M272 M273 M274 M275 M276 M277 M278 M279 M280 M281 M282 M283 M284 M285 M286 M287 M288
        M289 M290 M291 M292 M293 M294 M295 M296 M297 M298 M299 M300 M301 M302 M303 M304 M305
        M306 M307 M308 M309 M310 M311 M312 M313 M314 M315 M316 M317 M318 M319 M320 M321 M322
        M323 M324 M325 M326 M327 M328 M329 M330 M331 M332 M333 M334 M335 M336 M337 M338 M339
        M340 M341 M342 M343 M344 M345 M346 M347 M348 M349 M350 M351 M352 M353 M354 M355 M356
        M357 M358 M359 M360 M361 M362 M363 M364 M365 M366 M367 M368 M369 M370 M371 M372 M373
        M374 M375 M376 M377 M378 M379 M380 M381 M382 M383 M384 M385 M386 M387 M388 M389 M390
        M391 M392 M393 M394 M395 M396 M397 M398 M399 M400 M401 M402 M403 M404 M405 M406 M407
        M408 M409 M410 M411 M412 M413 M414 M415 M416 M417 M418 M419 M420 M421 M422 M423 M424
        M425 M426 M427 M428 M429 M430 M431 M432 M433 M434 M435 M436 M437 M438 M439 M440 M441
        M442 M443 M444 M445 M446 M447 M448 M449 M450 M451 M452 M453 M454 M455 M456 M457 M458
        M459 M460 M461 M462 M463 M464 M465 M466 M467 M468 M469 M470 M471 M472 M473 M474 M475
        M476 M477 M478 M479 M480 M481 M482 M483 M484 M485 M486 M487 M488 M489 M490 M491 M492
        M493 M494 M495 M496 M497 M498 M499
}

fields! {
    fields_1,
        f000
}

fields! {
    fields_15,
        f000 f001 f002 f003 f004 f005 f006 f007 f008 f009 f010 f011 f012 f013 f014
}

fields! {
    fields_60,
        f000 f001 f002 f003 f004 f005 f006 f007 f008 f009 f010 f011 f012 f013 f014 f015 f016
        f017 f018 f019 f020 f021 f022 f023 f024 f025 f026 f027 f028 f029 f030 f031 f032 f033
        f034 f035 f036 f037 f038 f039 f040 f041 f042 f043 f044 f045 f046 f047 f048 f049 f050
        f051 f052 f053 f054 f055 f056 f057 f058 f059
}
