import type { Language } from "../db/schema.ts";

/** Words of one meaning: of each language those that stand for it. */
export type Concept = Record<Language, readonly string[]>;

// One meaning a line, en | fr | pt | es, folded, `_` between the words of an expression.
const table = `
order orders ordered purchase bought buy | commande commander achat achete acheter | pedido encomenda compra comprar comprei pedi | pedido compra comprar compre orden encargo
package parcel packet box | colis paquet carton | pacote encomenda embrulho | paquete encomienda caja
delivery deliver delivered ship shipping shipped shipment dispatch dispatched | livraison livrer livre livree expedier expedition expedie envoyer envoi | entrega entregar entregue enviar envio frete despachar despacho | entrega entregar envio enviar despacho despachar reparto repartir
courier driver delivery_man postman mailman | livreur coursier facteur transporteur | entregador motoboy transportadora carteiro correios | repartidor mensajero transportista cartero
refund reimburse reimbursement money_back | remboursement rembourser avoir_mon_argent rendre_l_argent recuperer_mon_argent | reembolso reembolsar estorno estornar ressarcimento dinheiro_de_volta devolver_o_dinheiro devolucao_do_dinheiro | reembolso reembolsar reintegro reintegrar devolucion_del_dinero dinero_de_vuelta devolver_el_dinero devolucion_de_mi_dinero
return send_back give_back bring_back take_back | retour retourner renvoyer renvoi rendre | devolver devolucao mandar_de_volta | devolver devolucion retornar regresar mandar_de_vuelta
exchange swap replace replacement | echange echanger remplacer remplacement | troca trocar substituir | cambiar canje canjear reemplazar
cancel cancellation cancelled call_off | annuler annulation annule | cancelar cancelamento anular desmarcar | cancelar cancelacion anular anulacion
invoice receipt bill | facture recu justificatif ticket_de_caisse note_de_frais | nota_fiscal nota nf nfe fatura recibo comprovante | factura facturar facturacion recibo boleta comprobante
price cost how_much fee charge | prix cout coute coutent couter tarif combien | preco custo custa custam custar valor valores quanto_e quanto_fica quanto_sai quanto_ta taxa | precio costo coste cuesta cuestan costar cobran valor tarifa cuanto_es cuanto_vale cuanto_sale
pay payment paying paid | payer paiement paye regler reglement | pagar pagamento paguei pago | pagar pago pague abonar
transaction declined rejected failed | refuse refusee rejete echoue echec | recusado recusada recusou negado negada falhou | rechazado rechazada rechazo rechazaron fallido fallo denegado
track tracking trace | suivre suivi tracking tracer | rastrear rastreio rastreamento acompanhar | rastrear rastreo seguimiento tracking
late delay delayed overdue | retard retarde | atraso atrasado atrasada atrasou demora demorando demorado | retraso retrasado retrasada retrasar atrasado demora demorado tarda tardando
status progress stage | statut avancement | status andamento situacao | estado estatus
broken damaged cracked scratched torn crushed dented smashed shattered dent tear pieces | casse cassee abime abimee endommage fissure dechire dechiree raye rayure ecrase brise morceaux choc | quebrado quebrada quebrou danificado estragado amassado amassada trincado trincada rachado rasgado rasgo riscado amassou pedacos | roto rota danado danada rayado rayada rajado rasgado aplastado aplastada golpeado pedazos rompio quebrado
faulty defective defect | defectueux defaut defectueuse panne | defeito defeituoso avariado | defectuoso defectuosa defecto averiado estropeado
wrong incorrect different mistake | mauvais mauvaise errone different erreur trompe trompes | errado errada incorreto diferente engano | equivocado equivocada incorrecto erroneo diferente distinto
password passcode | mot_de_passe mdp | senha palavra_passe password | contrasena clave password
reset recover | reinitialiser reinitialisation recuperer | redefinir resetar recuperar redefinicao | restablecer resetear recuperar
forget forgot forgotten | oublier oublie | esquecer esqueci esquecemos | olvidar olvide olvidado olvido
log_in login sign_in log_on logging_in signing_in | connexion connecter identifier | login logar acessar acesso | iniciar_sesion inicio_de_sesion ingresar acceder login acceso
locked blocked suspended disabled unlock unblock | bloque bloquer bloquee verrouille deverrouiller debloquer suspendu desactive | bloqueado bloqueada bloqueou bloquear desbloquear suspensa suspenso desativada travado | bloqueado bloqueada bloquear bloqueo desbloquear suspendido suspendida deshabilitada
account profile | compte profil | conta perfil cadastro | cuenta perfil
open opening opened | ouvrir ouvert ouverte ouverts ouverture ouvrez | abrir abre abrem aberto aberta abertos abertura | abrir abre abren abierto abierta abiertos apertura
close closed closing shut | fermer ferme fermez fermeture | fechar fecha fecham fechado fechada fechamento | cerrar cierra cierran cerrado cerrada cierre
hours timetable | horaires heures horaire | horario horarios expediente | horario horarios
holiday holidays christmas easter new_year | ferie feries noel paques fetes nouvel_an | feriado feriados natal pascoa carnaval ano_novo | feriado festivo festivos navidad fiestas pascua ano_nuevo semana_santa
address location located situated | adresse emplacement situe situes localisation | endereco localizacao localizado localizados | direccion ubicacion ubicado ubicados localizacion
directions map maps get_there near nearby station | itineraire plan gare metro pres venir_chez | mapa maps chegar_ai perto metro estacao | mapa maps como_llegar cerca metro estacion
move moved moving_house | demenager demenage demenagement | mudei mudanca | mude mudanza mudado
postcode zip | code_postal | cep codigo_postal | codigo_postal cp
area zone region neighbourhood village town | zone secteur region quartier commune ville village | area regiao bairro cidade zona | zona barrio ciudad pueblo region
abroad international internationally overseas customs | etranger international internationale douane | exterior internacional alfandega | extranjero internacional aduana
europe uk usa canada switzerland france spain germany states country | europe angleterre etats canada suisse belgique pays | europa portugal argentina estados pais | europa francia chile estados pais
size sizing | taille pointure tailles | tamanho numeracao | talla talle tamano tallas
small smaller tight too_small | petit petite serre serrees plus_petit | pequeno pequena apertado apertada menor | pequeno pequena aprieta aprietan chico chica menor ajustado
big bigger large larger loose | grand grande large plus_grand | grande maior largo larga folgado | grande mayor holgado
measure measurements chart guide | mesure mesures guide | medida medidas guia tabela | medida medidas guia
stock available availability in_stock sold_out | stock disponible disponibilite dispo epuise rupture | estoque disponivel disponibilidade esgotado esgotou acabou | stock disponible disponibilidad existencias agotado queda quedan
colour color blue red green black white yellow pink grey brown | couleur bleu bleue rouge noir noire blanc blanche vert verte jaune rose gris | cor azul vermelho vermelha preto preta branco branca verde amarelo rosa cinza | color azul rojo roja negro negra blanco blanca verde amarillo rosa gris
material fabric cotton leather wood made_of wool | matiere materiau tissu coton cuir bois laine compose | material tecido algodao couro madeira la feito_de | material tela algodon cuero madera lana hecho_de
discount promo promotion coupon voucher code | remise reduction promo promotion coupon code rabais | desconto promocao cupom codigo | descuento promocion promocional cupon codigo rebaja oferta
gift_card gift_cards gift_voucher | carte_cadeau cartes_cadeaux bon_cadeau cheque_cadeau | vale_presente cartao_presente vale_presentes | tarjeta_regalo tarjetas_regalo tarjeta_de_regalo tarjetas_de_regalo
gift present | cadeau offrir | presente presentear | regalo regalar
points loyalty rewards | points fidelite recompense | pontos fidelidade | puntos fidelidad recompensas
wholesale bulk reseller distributor resell trade | gros grossiste revendeur revendre distributeur | atacado revenda revender revendedor distribuidor | mayorista mayoreo revender revendedor distribuidor por_mayor
quote quotation estimate | devis estimation estimer chiffrer | orcamento cotacao | presupuesto cotizacion cotizar
custom bespoke personalised personalized engrave tailor_made | personnalise personnaliser sur_mesure graver | personalizado personalizada sob_medida gravar | personalizado personalizada a_medida grabar
warranty guarantee | garantie | garantia | garantia
repair fix mend fixing | reparer reparation reparez | consertar conserto arrumar reparo | reparar reparacion arreglar arreglo
install installation assemble assembly set_up fit | installer installation monter montage montez | instalar instalacao montar montagem | instalar instalacion montar montaje
book booking reservation reserve | reserver reservation resa | reservar reserva | reservar reserva reservacion
appointment slot visit | rendez_vous rdv creneau | agendamento agendar consulta horario_marcado marcar_um_horario compromisso | cita turno hora_reservada
haircut hairdresser manicure massage | coupe coiffeur manucure massage | corte cabeleireiro manicure unha massagem | corte peluquero manicura masaje
doctor dentist nurse | docteur medecin dentiste infirmier | medico doutor dentista enfermeira | medico doctor dentista enfermera
reschedule postpone rebook another_time another_day different_day | reporter decaler deplacer repousser une_autre_heure un_autre_jour autre_date | remarcar reagendar adiar mudar_o_horario outro_horario outro_dia | reprogramar reagendar aplazar posponer otra_hora otro_dia
change modify edit amend update correct | changer modifier modification changement rectifier corriger | mudar alterar alteracao modificar atualizar corrigir | cambiar modificar modificacion cambio actualizar corregir
confirm confirmed confirmation | confirmer confirme confirmation | confirmar confirmado confirmacao confirmada | confirmar confirmado confirmacion confirmada
prepare preparation bring fasting | preparer apporter jeun preparation | preparar levar preparo jejum trazer | preparar llevar preparacion ayunas traer
test blood exam lab scan | analyse sang examen labo radio prise_de_sang | exame sangue laboratorio | analisis sangre examen laboratorio radiografia
results report ready | resultat resultats pret prete | resultado resultados laudo pronto | resultado resultados informe listo
check_in checkin checking_in | check_in arriver_a_l_hotel | check_in checkin | check_in checkin
check_out checkout checking_out leave | check_out liberer_la_chambre quitter_la_chambre | check_out checkout sair_do_quarto | check_out checkout dejar_la_habitacion
room | chambre | quarto | habitacion
early earlier | tot en_avance anticipee | cedo antes_da_hora | temprano antes_de_la_hora
luggage bags suitcase | bagages bagage valise valises | malas bagagem mala | maletas equipaje maleta
person human agent operator representative someone | personne humain conseiller conseillere agent operateur quelqu_un | pessoa humano atendente alguem | persona humano agente asesor operador alguien
staff employee assistant salesperson cashier waiter | personnel employe vendeur vendeuse serveur caissier | funcionario funcionaria vendedor vendedora garcom | empleado vendedor vendedora camarero mesero personal
rude disrespectful unfriendly shouted impolite unpleasant | impoli impolie desagreable agressif mal_parle irrespectueux | mal_educado grosseiro grosso gritou desrespeitou maltratada pessimo_atendimento | maleducado grosero grosera grito antipatico trato_mal
complaint complain | reclamation plainte plaindre porter_plainte | reclamacao reclamar queixa | queja reclamo reclamacion quejar reclamar
love great excellent amazing perfect wonderful brilliant happy delighted awesome fantastic | adore parfait super excellent bravo genial ravie ravi delicieux formidable | adorei amei otimo otima excelente perfeito parabens maravilhoso incrivel | encanta encanto excelente perfecto genial felicidades maravilloso increible buenisimo buenisima
wifi wi_fi | wifi wi_fi | wifi wi_fi | wifi wi_fi
internet network connection offline | internet reseau connexion_internet | internet rede conexao | internet red conexion
router modem | routeur modem box_internet | roteador modem | router modem
phone telephone mobile cellphone | telephone portable tel | telefone celular telemovel | telefono celular movil
email e_mail mail inbox mailbox outlook | email e_mail mail courriel messagerie outlook | email e_mail correio_eletronico outlook caixa_de_entrada | email e_mail correo mail outlook bandeja_de_entrada
job vacancy hiring vacancies jobs cv resume apply apprentice intern apprenticeship internship | emploi recrutement recruter recrutez embauche embauchez postuler candidature cv stage stagiaire apprenti poste_a_pourvoir | vaga vagas emprego contratando curriculo estagio estagiario candidatar trabalhar_com_voces jovem_aprendiz | empleo vacante vacantes contratando curriculum practicas becario trabajar_con_ustedes aprendiz puesto
arrive arrived arrival receive received show_up | arriver arrive arrivee recevoir recu recue | chegar chegou chega chegada receber recebi recebido veio | llegar llego llega llegado llegada recibir recibi recibido
waiting wait | attendre attends attente | esperar esperando espero | esperar esperando espero
send sent | envoyer envoye envoyez | mandar manda enviar mandou mandaram | mandar manda enviar envia mandaron enviaron
home house flat apartment | maison domicile appartement | casa domicilio apartamento | casa domicilio piso apartamento
work working works function | marcher marche fonctionner fonctionne | funcionar funciona funcionando pega | funcionar funciona funcionando sirve
start turn_on boot switch_on power | demarrer allumer demarre allume | ligar liga iniciar inicia | encender enciende prender prende arrancar arranca
frozen stuck crash crashed blank | plante bloque_sur fige gele ecran_noir | travou travado congelou tela_preta tela_azul | congelado congelo colgado pantalla_negra pantalla_azul
screen display | ecran | tela | pantalla
computer laptop pc | ordinateur ordi pc | computador notebook pc | computadora ordenador portatil pc compu computador laptop equipo
printer scanner | imprimante scanner | impressora scanner | impresora escaner
print printing prints | imprimer imprime | imprimir imprime | imprimir imprime
toner ink cartridge paper jam | toner encre cartouche papier bourrage | toner tinta cartucho papel atolou | toner tinta cartucho papel atasco
vpn | vpn | vpn | vpn
remote remotely working_from_home | teletravail distance a_distance | home_office remoto de_casa | teletrabajo remoto desde_casa
new_employee new_starter new_joiner new_hire new_colleague starting | nouvel_employe nouveau_collegue nouveau_collaborateur nouvelle_recrue nouvel_arrivant | novo_funcionario novo_colaborador nova_funcionaria novo_colega | nuevo_empleado nueva_empleada nuevo_companero nuevo_colaborador nuevo_trabajador
create add | creer ajouter ajoute | criar cria adicionar adiciono | crear agregar anadir alta
delete erase remove wipe deletion | supprimer effacer suppression effacez | apagar excluir deletar remover exclusao | eliminar borrar suprimir
data gdpr personal_data information_you_have | donnees rgpd | dados lgpd | datos rgpd
instalment installment installments split_payment | plusieurs_fois mensualites echelonner | parcelar parcela parcelas parcelado parcelamento vezes | cuotas plazos meses_sin_intereses
card credit_card debit_card visa mastercard amex | carte carte_bancaire carte_de_credit cb visa mastercard | cartao cartao_de_credito debito credito visa | tarjeta tarjeta_de_credito debito visa mastercard
paypal apple_pay transfer bank_transfer pix | paypal virement cheque cheques apple_pay | pix boleto transferencia paypal | paypal bizum transferencia
cash | especes liquide | dinheiro_vivo especie em_dinheiro | efectivo
debited charged twice double | debite debitee deux_fois prelevee preleve double | cobrado cobrada cobrou duas_vezes debitado | cobrado cobrada cobro cobraron dos_veces doble
accept take | accepter acceptez prenez | aceitar aceita aceitam | aceptar acepta aceptan
use redeem apply_code | utiliser appliquer | usar uso aplicar colocar | usar uso canjear aplicar
valid expire expired invalid expiry | valide valable expire expirer invalide | valido validade vencido expira expiram invalido vale | valido valida validez caduca vence invalido vale
free free_of_charge | gratuit gratuite gratuits | gratis gratuito de_graca | gratis gratuito
collect collection pickup pick_up click_and_collect | retirer retrait recuperer venir_chercher click_and_collect chercher | retirar retirada buscar retiro | recoger retirar retiro recogida recojo pasar_a_buscar
shop store in_store | magasin boutique | loja | tienda
product item article | produit article | produto item artigo | producto articulo
shoes boots trainers sneakers | chaussures bottes baskets | sapato sapatos tenis botas | zapatos zapatillas botas tenis
dress shirt jacket coat trousers jeans | robe chemise veste manteau pantalon jean | vestido camisa jaqueta casaco calca | vestido camisa chaqueta abrigo pantalon
furniture sofa chair table_and_chairs wardrobe | meuble meubles canape chaise armoire | moveis movel sofa cadeira armario | muebles mueble sofa silla armario
park parking | garer parking stationner stationnement | estacionar estacionamento vaga_para_carro | estacionar estacionamiento aparcar aparcamiento parking
car van motorbike bike | voiture moto velo camionnette | carro moto bike bicicleta | coche carro auto moto bici
breakfast | petit_dejeuner petit_dej | cafe_da_manha | desayuno
lunch dinner meal eat | dejeuner_du_midi diner repas manger dejeuner | almoco jantar refeicao comer janta | almuerzo cena comida comer cenar
menu dishes dish | menu plats plat | cardapio menu prato pratos | menu carta platos plato
vegan vegetarian gluten lactose allergic allergy halal nuts peanut dairy | vegan vegetarien vegetariens gluten lactose allergie allergique halal noix arachides | vegano vegana vegetariana gluten lactose alergia alergico alergica halal amendoim | vegano vegana vegetariano gluten lactosa alergia alergico alergica halal mani
ingredients contain contains | ingredients contient contiennent | ingredientes contem tem_leite leva | ingredientes contiene lleva
table | table | mesa | mesa
people persons guests | personnes couverts | pessoas | personas comensales
restaurant | restaurant resto | restaurante | restaurante
pet pets dog cat dogs | animal animaux chien chat chiens | pet animal cachorro gato cachorros | mascota mascotas perro gato animal
lost left_behind left_my found lost_and_found | perdu perdus trouve oublie_mon objets_trouves laisse | perdi perdido perdidos achados achei deixei | perdi perdido perdidos encontraron deje objetos_perdidos
umbrella wallet scarf keys coat_behind | parapluie portefeuille echarpe cles | guarda_chuva carteira cachecol chaves | paraguas cartera bufanda llaves
monday tuesday wednesday thursday friday saturday sunday weekend | lundi mardi mercredi jeudi vendredi samedi dimanche week_end | segunda terca quarta quinta sexta sabado domingo fim_de_semana segunda_feira terca_feira quarta_feira quinta_feira sexta_feira | lunes martes miercoles jueves viernes sabado domingo fin_de_semana
today tonight | aujourd_hui ce_soir ajd auj | hoje hoje_a_noite | hoy esta_noche
tomorrow | demain | amanha | manana
yesterday | hier | ontem | ayer
week weeks days month months | semaine semaines jours mois | semana semanas dias mes meses | semana semanas dias mes meses
january february april june july august september october november december | janvier fevrier avril juin juillet aout septembre octobre novembre decembre | janeiro fevereiro abril junho julho agosto setembro outubro novembro dezembro | enero febrero abril junio julio agosto septiembre octubre noviembre diciembre
time_does what_time | quelle_heure a_quelle | que_horas qual_horario | que_hora a_que
long take_long how_long | longtemps combien_de_temps delai | quanto_tempo prazo demora_para | cuanto_tiempo cuanto_tarda plazo tarda
number | numero | numero | numero
link | lien | link | enlace link
clean cleaning | nettoyer menage nettoyage | limpar limpeza | limpiar limpieza
slow slowly | lent lente rame | lento lenta devagar | lento lenta
subscription subscribe | abonnement abonner | assinatura assinar | suscripcion suscribir
company tax vat | societe entreprise tva | empresa cnpj imposto | empresa iva ruc nif autonomo
machine washing_machine fridge appliance | machine lave_linge frigo appareil electromenager | maquina geladeira aparelho eletrodomestico | lavadora maquina nevera aparato electrodomestico
policy conditions | politique conditions | politica condicoes | politica condiciones
missing_mail dont_receive bounces | reviennent rebondit | voltam voltando | rebota rebotan
`;

/**
 * What people write to a shop, a practice, a hotel, a restaurant, a help desk. Kept careful: words
 * stand in one line when an answer about one is right for the other, or when they name one kind of
 * thing, such as colours.
 */
export const concepts: readonly Concept[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [en, fr, pt, es] = line.split("|").map((part) => part.trim().split(/\s+/));
    return { en: en!, fr: fr!, pt: pt!, es: es! };
  });
